const fs = require("node:fs");
const util = require("node:util");

if (!util.parseEnv) {
	console.error("this Node has no util.parseEnv()");
	process.exit(69);
}
for (const path of fs.readFileSync(0, "utf8").split("\n").filter(Boolean))
	console.log(JSON.stringify(util.parseEnv(fs.readFileSync(path, "utf8"))));
