package main

import (
	"bufio"
	"encoding/json"
	"os"

	"github.com/joho/godotenv"
)

func main() {
	for paths := bufio.NewScanner(os.Stdin); paths.Scan(); {
		values, err := godotenv.Read(paths.Text())
		if err != nil {
			panic(err)
		}
		json.NewEncoder(os.Stdout).Encode(values)
	}
}
