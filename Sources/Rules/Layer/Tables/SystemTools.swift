extension ToolSearch {
  static let versionControl = ToolSearch([
    Tool(name: "Git", system: ["git", "git-core", "git-lfs"], programs: ["git"]),
    Tool(name: "Mercurial", system: ["mercurial"], python: ["mercurial"], programs: ["hg"]),
    Tool(name: "Subversion", system: ["subversion"], programs: ["svn"]),
    Tool(name: "Bazaar", system: ["bzr", "brz"], programs: ["bzr", "brz"]),
    Tool(name: "CVS", system: ["cvs"], programs: ["cvs"]),
    Tool(name: "Fossil", system: ["fossil"], programs: ["fossil"]),
  ])

  static let networkTools = ToolSearch([
    Tool(name: "Nmap", system: ["nmap", "nmap-ncat", "ncat"], programs: ["nmap", "ncat"]),
    Tool(
      name: "netcat", system: ["netcat", "netcat-openbsd", "netcat-traditional", "nc"],
      programs: ["nc", "netcat", "nc.openbsd", "nc.traditional"]),
    Tool(name: "socat", system: ["socat"], programs: ["socat"]),
    Tool(name: "tcpdump", system: ["tcpdump"], programs: ["tcpdump"]),
    Tool(
      name: "Wireshark", system: ["tshark", "wireshark", "wireshark-cli", "ngrep"],
      programs: ["tshark", "ngrep"]),
    Tool(name: "telnet", system: ["telnet", "inetutils-telnet", "busybox-extras"], programs: ["telnet"]),
    Tool(
      name: "ftp", system: ["ftp", "lftp", "tftp", "inetutils-ftp", "tnftp"],
      programs: ["ftp", "lftp", "tftp"]),
    Tool(
      name: "The SSH client",
      system: ["openssh-client", "openssh-clients", "openssh-client-default", "sshpass"], programs: ["ssh"]),
    Tool(
      name: "A DNS tool", system: ["bind9-dnsutils", "bind-tools", "bind-utils", "dnsutils"],
      programs: ["dig", "nslookup"]),
    Tool(
      name: "traceroute", system: ["mtr", "mtr-tiny", "traceroute", "inetutils-traceroute"],
      programs: ["mtr", "traceroute"]),
    Tool(name: "net-tools", system: ["net-tools"]),
    Tool(name: "iperf", system: ["iperf", "iperf3"], programs: ["iperf", "iperf3"]),
    Tool(
      name: "A packet generator", system: ["hping3", "masscan", "arping", "scapy"], python: ["scapy"],
      programs: ["masscan"]),
  ])

  static let downloadTools = ToolSearch([
    Tool(name: "curl", system: ["curl"], programs: ["curl"]),
    Tool(name: "wget", system: ["wget", "wget2"], programs: ["wget"]),
    Tool(name: "aria2", system: ["aria2"], programs: ["aria2c"]),
    Tool(name: "HTTPie", system: ["httpie"], python: ["httpie"]),
    Tool(name: "Lynx", system: ["lynx", "links", "elinks", "w3m"], programs: ["lynx", "w3m"]),
  ])

  static let loginServers = ToolSearch([
    Tool(
      name: "An SSH server", system: ["openssh-server", "dropbear", "dropbear-bin", "tinyssh"],
      programs: ["sshd", "dropbear"]),
    Tool(
      name: "A telnet server", system: ["telnetd", "inetutils-telnetd", "telnet-server"],
      programs: ["telnetd", "in.telnetd"]),
    Tool(name: "An rsh server", system: ["rsh-server", "rsh-redone-server"], programs: ["in.rshd"]),
    Tool(
      name: "An FTP server", system: ["vsftpd", "proftpd", "proftpd-core", "pure-ftpd"],
      programs: ["vsftpd", "proftpd", "pure-ftpd"]),
    Tool(
      name: "A remote desktop server",
      system: ["x11vnc", "xrdp", "tigervnc-standalone-server", "tightvncserver", "novnc"],
      programs: ["x11vnc", "Xvnc", "xrdp"]),
    Tool(
      name: "A web terminal", system: ["ttyd", "shellinabox"],
      programs: ["ttyd", "gotty", "shellinaboxd", "wetty"]),
    Tool(name: "code-server", system: ["code-server"], npm: ["code-server"], programs: ["code-server"]),
  ])

  static let packageManagers = ToolSearch([
    Tool(name: "pip", python: ["pip"]),
    Tool(name: "pipenv", python: ["pipenv"], programs: ["pipenv"]),
    Tool(name: "Poetry", python: ["poetry"], programs: ["poetry"]),
    Tool(name: "PDM", python: ["pdm"], programs: ["pdm"]),
    Tool(name: "uv", system: ["uv"], python: ["uv"], programs: ["uv"]),
    Tool(name: "Conda", system: ["conda", "mamba"], programs: ["conda", "mamba", "micromamba"]),
    Tool(name: "npm", system: ["npm"], npm: ["npm"]),
    Tool(name: "Yarn", system: ["yarn", "yarnpkg"], npm: ["yarn"], programs: ["yarn"]),
    Tool(name: "pnpm", system: ["pnpm"], npm: ["pnpm", "@pnpm/exe"], programs: ["pnpm"]),
    Tool(name: "Composer", system: ["composer"], programs: ["composer", "composer.phar"]),
    Tool(name: "NuGet", system: ["nuget"], programs: ["nuget"]),
    Tool(name: "LuaRocks", system: ["luarocks"], programs: ["luarocks"]),
  ])

  static let systemPackageManagers = ToolSearch([
    Tool(name: "apt", system: ["apt", "aptitude"]),
    Tool(name: "apk", system: ["apk-tools"]),
    Tool(name: "dnf", system: ["dnf", "libdnf5-cli", "dnf5", "microdnf", "tdnf", "yum"]),
    Tool(name: "zypper", system: ["zypper"]),
    Tool(name: "pacman", system: ["pacman"]),
    Tool(name: "opkg", system: ["opkg"]),
    Tool(name: "snap", system: ["snapd"]),
    Tool(name: "Flatpak", system: ["flatpak"]),
  ])
}
