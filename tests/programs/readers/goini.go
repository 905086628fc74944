package main

import (
	"bufio"
	"encoding/json"
	"os"

	"gopkg.in/ini.v1"
)

func main() {
	for paths := bufio.NewScanner(os.Stdin); paths.Scan(); {
		file, err := ini.Load(paths.Text())
		if err != nil {
			panic(err)
		}
		values := map[string]string{}
		for _, section := range file.Sections() {
			for _, key := range section.Keys() {
				values[section.Name()+"."+key.Name()] = key.String()
			}
		}
		json.NewEncoder(os.Stdout).Encode(values)
	}
}
