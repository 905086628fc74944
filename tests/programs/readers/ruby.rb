require "dotenv"
require "json"

STDIN.each_line(chomp: true) do |path|
  puts JSON.generate(Dotenv.overload(path))
end
