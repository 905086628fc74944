# Files that Ruby and its YAML read as code and data.
require "json"
require "yaml"

def flat(value, name = "", into = {})
  case value
  when Hash then value.each { |key, below| flat(below, name.empty? ? key.to_s : "#{name}.#{key}", into) }
  else into[name] = value
  end
  into
end

STDIN.each_line(chomp: true) do |path|
  text = File.read(path, encoding: "UTF-8")
  if path.end_with?(".gitlab")
    gitlab_rails = {}
    eval(text, binding, path)
    puts JSON.generate(gitlab_rails)
  else
    puts JSON.generate(flat(YAML.safe_load(text)))
  end
end
