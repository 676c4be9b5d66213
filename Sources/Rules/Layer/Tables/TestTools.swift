extension ToolSearch {
  /// Ruby's own minitest, test-unit and debug come with the language and are not here; neither is jest-worker,
  /// which bundlers use at run time.
  static let testFrameworks = ToolSearch([
    Tool(name: "pytest", python: ["pytest", "pytest-*"], programs: ["pytest", "py.test"]),
    Tool(name: "coverage.py", python: ["coverage"], programs: ["coverage"]),
    Tool(name: "tox", python: ["tox"], programs: ["tox"]),
    Tool(name: "nox", python: ["nox"], programs: ["nox"]),
    Tool(name: "nose", python: ["nose", "nose2"], programs: ["nosetests", "nose2"]),
    Tool(name: "Hypothesis", python: ["hypothesis"]),
    Tool(name: "behave", python: ["behave", "behave-django"]),
    Tool(name: "Robot Framework", python: ["robotframework", "robotframework-*"]),
    Tool(name: "Locust", python: ["locust"]),
    Tool(name: "A Django test extension", python: ["django-test-plus", "django-webtest", "webtest"]),
    Tool(
      name: "A library of test doubles",
      python: ["freezegun", "moto", "pyfakefs", "requests-mock", "respx", "time-machine", "vcrpy"],
      npm: ["aws-sdk-mock", "mockdate", "msw", "nock", "proxyquire", "sinon", "testdouble"],
      gem: ["timecop", "vcr", "webmock"], archives: ["mockito-core", "powermock-core", "wiremock"],
      directories: ["vendor/mockery/mockery"]),
    Tool(
      name: "Testcontainers", python: ["testcontainers"], npm: ["testcontainers"],
      archives: ["testcontainers"]),
    Tool(
      name: "Jest", system: ["jest"],
      npm: ["jest", "jest-cli", "@jest/core", "ts-jest", "babel-jest", "jest-circus"]),
    Tool(name: "Mocha", system: ["mocha"], npm: ["mocha", "ts-mocha"]),
    Tool(name: "Chai", npm: ["chai", "chai-as-promised", "chai-http"]),
    Tool(name: "Vitest", npm: ["vitest", "@vitest/*"]),
    Tool(name: "Jasmine", npm: ["jasmine", "jasmine-core"]),
    Tool(name: "Karma", npm: ["karma", "karma-*"]),
    Tool(name: "AVA", npm: ["ava"]),
    Tool(name: "tap", npm: ["tap"]),
    Tool(name: "QUnit", npm: ["qunit"]),
    Tool(name: "TestCafe", npm: ["testcafe"]),
    Tool(name: "Istanbul", npm: ["nyc", "c8", "istanbul"]),
    Tool(name: "SuperTest", npm: ["supertest"]),
    Tool(name: "Testing Library", npm: ["@testing-library/*", "enzyme"]),
    Tool(
      name: "Cucumber", npm: ["@cucumber/cucumber"], gem: ["cucumber", "cucumber-rails"],
      archives: ["cucumber-core"]),
    Tool(name: "RSpec", gem: ["rspec", "rspec-core", "rspec-rails"], programs: ["rspec"]),
    Tool(name: "Capybara", gem: ["capybara"]),
    Tool(name: "SimpleCov", gem: ["simplecov"]),
    Tool(name: "A Rails test extension", gem: ["shoulda", "shoulda-matchers", "database_cleaner"]),
    Tool(
      name: "JUnit", system: ["junit"],
      archives: [
        "junit", "junit-jupiter", "junit-jupiter-api", "junit-jupiter-engine", "junit-platform-launcher",
      ]),
    Tool(name: "TestNG", system: ["testng"], archives: ["testng"]),
    Tool(name: "AssertJ", archives: ["assertj-core"]),
    Tool(name: "Hamcrest", archives: ["hamcrest", "hamcrest-core"]),
    Tool(name: "Spock", archives: ["spock-core"]),
    Tool(
      name: "PHPUnit", system: ["phpunit"], programs: ["phpunit"], directories: ["vendor/phpunit/phpunit"]),
    Tool(name: "Pest", directories: ["vendor/pestphp/pest"]),
    Tool(name: "Behat", directories: ["vendor/behat/behat"]),
    Tool(name: "Codeception", directories: ["vendor/codeception/codeception"]),
    Tool(name: "xUnit.net", files: ["xunit.core.dll"]),
    Tool(name: "NUnit", files: ["nunit.framework.dll"]),
    Tool(name: "MSTest", files: ["Microsoft.VisualStudio.TestPlatform.TestFramework.dll"]),
    Tool(name: "gotestsum", programs: ["gotestsum"]),
    Tool(name: "Ginkgo", programs: ["ginkgo"]),
    Tool(name: "cargo-nextest", programs: ["cargo-nextest"]),
    Tool(name: "Bats", system: ["bats"], npm: ["bats"], programs: ["bats"]),
    Tool(name: "k6", system: ["k6"], programs: ["k6"]),
  ])

  static let testDataGenerators = ToolSearch([
    Tool(
      name: "Faker", python: ["faker"], npm: ["faker", "@faker-js/faker"], gem: ["faker", "ffaker"],
      directories: ["vendor/fakerphp/faker", "vendor/fzaninotto/faker"]),
    Tool(
      name: "A test object factory",
      python: ["factory-boy", "model-bakery", "model-mommy", "mixer", "polyfactory"],
      npm: ["fishery", "factory-girl", "rosie"],
      gem: ["factory_bot", "factory_bot_rails", "factory_girl", "factory_girl_rails", "fabrication"]),
    Tool(name: "Mimesis", python: ["mimesis"]),
    Tool(name: "Chance", npm: ["chance", "casual", "@ngneat/falso"]),
    Tool(
      name: "A tax number generator",
      python: ["cpf-generator", "cnpj-generator", "cpf-cnpj-generator"],
      npm: ["cpf-generator", "cnpj-generator", "gerador-cpf"], gem: ["cpf_faker"]),
  ])
}
