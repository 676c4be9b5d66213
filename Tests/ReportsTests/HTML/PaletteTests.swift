import Foundation
import Testing

@testable import Reports

/// Contrast as WCAG 2.2 reckons it (success criteria 1.4.3 and 1.4.11).
struct PaletteTests {
  private func luminance(_ colour: String) throws -> Double {
    let number = try #require(Int(colour.dropFirst(), radix: 16))
    let channels = [16, 8, 0].map { shift in
      let value = Double(number >> shift & 0xff) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private func contrast(_ first: String, _ second: String) throws -> Double {
    let values = try [luminance(first), luminance(second)].sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  private func expect(_ front: Palette.Colour, on back: Palette.Colour, atLeast least: Double) throws {
    #expect(try contrast(front.light, back.light) >= least, "light: \(front.name) on \(back.name)")
    #expect(try contrast(front.dark, back.dark) >= least, "dark: \(front.name) on \(back.name)")
  }

  @Test func blackOnWhiteIs21() throws {
    #expect(abs(try contrast("#000000", "#ffffff") - 21) < 0.001)
    #expect(abs(try contrast("#767676", "#ffffff") - 4.54) < 0.01)
  }

  @Test func everyTextCanBeReadOnEverySurfaceAndOnItsTint() throws {
    for text in Palette.texts {
      for surface in Palette.surfaces { try expect(text, on: surface, atLeast: 4.5) }
      for tint in Palette.tints where tint.name == text.name { try expect(text, on: tint, atLeast: 4.5) }
    }
    let words = try #require(Palette.texts.first { $0.name == "text" })
    for area in Palette.areas + Palette.tints { try expect(words, on: area, atLeast: 4.5) }
  }

  @Test func borderLinesOfControlsAndMarksCanBeSeen() throws {
    let page = try #require(Palette.surfaces.first { $0.name == "page" })
    for line in Palette.lines where line.name != "line" { try expect(line, on: page, atLeast: 3) }
  }

  @Test func theStyleUsesNoOtherColours() {
    let style = String(decoding: PackageResources.report_css, as: UTF8.self)
    #expect(style.firstMatch(of: /#[0-9a-fA-F]{3,8}\b[^ {,.]/) == nil)
    let names = Set(Palette.css.matches(of: /(--[a-z0-9-]+):/).map { String($0.1) })
    for use in style.matches(of: /var\((--[a-z0-9-]+)\)/) {
      #expect(names.contains(String(use.1)) || ["--mono", "--radius"].contains(use.1), "\(use.1)")
    }
  }
}
