// Written by packaging/renew-end-of-life. Each product names where its makers publish the days.

extension EndOfLife {
  static let all: [EndOfLife] = [
    EndOfLife(
      product: "almalinux", name: "AlmaLinux",
      source: "https://wiki.almalinux.org/release-notes/",
      days: [
        "8": "2029-03-01",
        "9": "2032-05-31",
        "10": "2035-05-31",
      ]),
    EndOfLife(
      product: "alpine", name: "Alpine Linux",
      source: "https://alpinelinux.org/releases/",
      days: [
        "3.12": "2022-05-01",
        "3.13": "2022-11-01",
        "3.14": "2023-05-01",
        "3.15": "2023-11-01",
        "3.16": "2024-05-23",
        "3.17": "2024-11-22",
        "3.18": "2025-05-09",
        "3.19": "2025-11-01",
        "3.20": "2026-04-01",
        "3.21": "2026-11-01",
        "3.22": "2027-05-01",
        "3.23": "2027-11-01",
      ]),
    EndOfLife(
      product: "amazon-linux", name: "Amazon Linux",
      source: "https://aws.amazon.com/amazon-linux-2/faqs/",
      days: [
        "2": "2026-06-30",
        "2023": "2029-06-30",
      ]),
    EndOfLife(
      product: "centos", name: "CentOS",
      source: "https://www.centos.org/centos-linux-eol/",
      days: [
        "6": "2020-11-30",
        "7": "2024-06-30",
        "8": "2021-12-31",
      ]),
    EndOfLife(
      product: "debian", name: "Debian",
      source: "https://wiki.debian.org/LTS",
      days: [
        "8": "2020-06-30",
        "9": "2022-06-30",
        "10": "2024-06-30",
        "11": "2026-08-31",
        "12": "2028-06-30",
        "13": "2030-06-30",
      ]),
    EndOfLife(
      product: "dotnet", name: ".NET",
      source: "https://dotnet.microsoft.com/platform/support/policy/dotnet-core",
      days: [
        "5": "2022-05-10",
        "6": "2024-11-12",
        "7": "2024-05-14",
        "8": "2026-11-10",
        "9": "2026-11-10",
        "10": "2028-11-10",
      ]),
    EndOfLife(
      product: "fedora", name: "Fedora",
      source: "https://docs.fedoraproject.org/en-US/releases/eol/",
      days: [
        "38": "2024-05-21",
        "39": "2024-11-26",
        "40": "2025-05-13",
      ]),
    EndOfLife(
      product: "mongodb", name: "MongoDB",
      source: "https://www.mongodb.com/legal/support-policy/lifecycles",
      days: [
        "4.2": "2023-04-30",
        "4.4": "2024-02-29",
        "5.0": "2024-10-31",
        "6.0": "2025-07-31",
        "7.0": "2027-08-31",
      ]),
    EndOfLife(
      product: "mysql", name: "MySQL",
      source: "https://www.oracle.com/support/lifetime-support/",
      days: [
        "5.6": "2021-02-05",
        "5.7": "2023-10-31",
        "8.0": "2026-04-30",
        "8.4": "2032-04-30",
      ]),
    EndOfLife(
      product: "nodejs", name: "Node.js",
      source: "https://github.com/nodejs/Release",
      days: [
        "12": "2022-04-30",
        "14": "2023-04-30",
        "16": "2023-09-11",
        "17": "2022-06-01",
        "18": "2025-04-30",
        "19": "2023-06-01",
        "20": "2026-04-30",
        "21": "2024-06-01",
        "22": "2027-04-30",
        "23": "2025-06-01",
        "24": "2028-04-30",
      ]),
    EndOfLife(
      product: "opensuse", name: "openSUSE Leap",
      source: "https://en.opensuse.org/Lifetime",
      days: [
        "15.4": "2023-12-07",
        "15.5": "2024-12-31",
        "15.6": "2026-04-30",
      ]),
    EndOfLife(
      product: "php", name: "PHP",
      source: "https://www.php.net/supported-versions.php",
      days: [
        "7.3": "2021-12-06",
        "7.4": "2022-11-28",
        "8.0": "2023-11-26",
        "8.1": "2025-12-31",
        "8.2": "2026-12-31",
        "8.3": "2027-12-31",
        "8.4": "2028-12-31",
      ]),
    EndOfLife(
      product: "postgresql", name: "PostgreSQL",
      source: "https://www.postgresql.org/support/versioning/",
      days: [
        "10": "2022-11-10",
        "11": "2023-11-09",
        "12": "2024-11-21",
        "13": "2025-11-13",
        "14": "2026-11-12",
        "15": "2027-11-11",
        "16": "2028-11-09",
        "17": "2029-11-08",
      ]),
    EndOfLife(
      product: "python", name: "Python",
      source: "https://devguide.python.org/versions/",
      days: [
        "2.7": "2020-01-01",
        "3.6": "2021-12-23",
        "3.7": "2023-06-27",
        "3.8": "2024-10-07",
        "3.9": "2025-10-31",
        "3.10": "2026-10-31",
        "3.11": "2027-10-31",
        "3.12": "2028-10-31",
        "3.13": "2029-10-31",
      ]),
    EndOfLife(
      product: "rocky-linux", name: "Rocky Linux",
      source: "https://wiki.rockylinux.org/rocky/version/",
      days: [
        "8": "2029-05-31",
        "9": "2032-05-31",
        "10": "2035-05-31",
      ]),
    EndOfLife(
      product: "ruby", name: "Ruby",
      source: "https://www.ruby-lang.org/en/downloads/branches/",
      days: [
        "2.7": "2023-03-31",
        "3.0": "2024-04-23",
        "3.1": "2025-03-26",
        "3.2": "2026-03-31",
        "3.3": "2027-03-31",
      ]),
    EndOfLife(
      product: "ubuntu", name: "Ubuntu",
      source: "https://ubuntu.com/about/release-cycle",
      days: [
        "16.04": "2021-04-30",
        "18.04": "2023-05-31",
        "20.04": "2025-05-31",
        "22.04": "2027-04-01",
        "23.10": "2024-07-11",
        "24.04": "2029-05-31",
        "24.10": "2025-07-10",
        "25.04": "2026-01-15",
      ]),
  ]
}
