<?php
// What Symfony's mailer makes of the URL is in it, too.
require '/usr/share/php/Symfony/Component/Dotenv/autoload.php';
while (($path = fgets(STDIN)) !== false) {
	$values = (new Symfony\Component\Dotenv\Dotenv())->parse(file_get_contents(rtrim($path, "\n")));
	foreach (parse_url($values['MAILER_DSN'] ?? '') ?: [] as $part => $text)
		$values["MAILER_DSN.$part"] = rawurldecode($text);
	echo json_encode((object)$values), "\n";
}
