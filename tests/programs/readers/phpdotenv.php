<?php
require '/usr/share/php/Dotenv/autoload.php';
while (($path = fgets(STDIN)) !== false)
	echo json_encode((object)Dotenv\Dotenv::parse(file_get_contents(rtrim($path, "\n")))), "\n";
