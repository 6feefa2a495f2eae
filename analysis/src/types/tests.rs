mod probe {}
