package struct ImageFacts: Sendable {}
