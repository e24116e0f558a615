fn main() -> Result<(), String> {
    language::generate()
}
