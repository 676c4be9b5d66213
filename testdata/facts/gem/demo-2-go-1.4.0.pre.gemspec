# -*- encoding: utf-8 -*-
# stub: demo-2-go 1.4.0.pre ruby lib

Gem::Specification.new do |s|
  s.name = "demo-2-go".freeze
  s.version = "1.4.0.pre"

  s.required_rubygems_version = Gem::Requirement.new("> 1.3.1".freeze) if s.respond_to? :required_rubygems_version=
  s.require_paths = ["lib".freeze]
  s.authors = ["Example".freeze]
  s.date = "2026-11-21"
  s.licenses = ["MIT".freeze, "Ruby".freeze]
  s.rubygems_version = "3.3.15".freeze
  s.summary = "short".freeze

  s.installed_by_version = "3.3.15" if s.respond_to? :installed_by_version
end
