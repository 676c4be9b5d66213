"""Settings in sixty formats, each with secrets and with what is none."""
from values import Family, HOSTS, USERS

PLAIN = ("{n}={v}", "snake"), ("{n} = {v}", "snake"), ("{n}: {v}", "camel"), ('{n}: "{v}"', "snake"), ('"{n}": "{v}",', "camel")

# Path, line, style of names, comment, first line, last line.
FORMATS = [
    ("srv/app/.env", "{n}={v}", "upper", "#", "", ""), ("srv/app/prod.env", '{n}="{v}"', "upper", "#", "", ""),
    ("etc/default/app", "{n}={v}", "upper", "#", "", ""), ("etc/environment", '{n}="{v}"', "upper", "#", "", ""),
    ("root/.bashrc", "export {n}={v}", "upper", "#", "", ""), ("root/.profile", 'export {n}="{v}"', "upper", "#", "", ""),
    ("opt/run.sh", "{n}='{v}'", "upper", "#", "#!/bin/sh", ""), ("root/.config/fish/config.fish", 'set -x {n} "{v}"', "upper", "#", "", ""),
    ("srv/application.properties", "{n}={v}", "dot", "#", "", ""), ("srv/messages.properties", "{n} = {v}", "camel", "#", "", ""),
    ("srv/app/config.ini", "{n} = {v}", "snake", ";", "[main]", ""), ("etc/app/app.conf", "{n} {v}", "snake", "#", "", ""),
    ("etc/app/app.cfg", "{n}: {v}", "snake", "#", "[section]", ""), ("etc/my.cnf", "{n}={v}", "snake", "#", "[client]", ""),
    ("srv/application.yml", "  {n}: {v}", "kebab", "#", "app:", ""), ("srv/config.yaml", '  {n}: "{v}"', "camel", "#", "app:", ""),
    ("srv/compose.yaml", "      - {n}={v}", "upper", "#", "services:\\n  db:\\n    environment:", ""),
    ("srv/docker-compose.yml", "      {n}: {v}", "upper", "#", "services:\\n  db:\\n    environment:", ""),
    ("srv/chart/values.yaml", "  {n}: {v}", "camel", "#", "auth:", ""), ("srv/group_vars/all.yml", '{n}: "{v}"', "snake", "#", "---", ""),
    ("srv/host_vars/db1.yml", "{n}: '{v}'", "snake", "#", "---", ""), ("srv/playbook.yml", "    {n}: {v}", "snake", "#", "- vars:", ""),
    ("srv/.gitlab-ci.yml", "  {n}: {v}", "upper", "#", "variables:", ""), (".github/workflows/ci.yml", "      {n}: {v}", "upper", "#", "    env:", ""),
    ("srv/.travis.yml", "  - {n}={v}", "upper", "#", "env:", ""), ("srv/k8s/deploy.yaml", "  {n}: {v}", "upper", "#", "data:", ""),
    ("srv/config.json", '  "{n}": "{v}",', "camel", "//", "{", "}"), ("srv/appsettings.json", '    "{n}": "{v}",', "pascal", "//", '{\\n  "Db": {', "  }\\n}"),
    ("srv/settings.json", '  "{n}": "{v}",', "snake", "//", "{", "}"), ("srv/package.json", '    "{n}": "{v}",', "kebab", "//", '{\\n  "config": {', "  }\\n}"),
    ("srv/config.toml", '{n} = "{v}"', "snake", "#", "[db]", ""), ("srv/Cargo-deploy.toml", "{n} = '{v}'", "kebab", "#", "[registry]", ""),
    ("srv/main.tf", '  {n} = "{v}"', "snake", "#", 'resource "db" "a" {', "}"), ("srv/prod.tfvars", '{n} = "{v}"', "snake", "#", "", ""),
    ("srv/vars.hcl", '{n} = "{v}"', "snake", "#", "", ""), ("srv/web.config", '    <add key="{n}" value="{v}" />', "pascal", "", "<appSettings>", "</appSettings>"),
    ("srv/conf.xml", "  <{n}>{v}</{n}>", "camel", "", "<config>", "</config>"), ("srv/beans.xml", '  <property name="{n}" value="{v}"/>', "camel", "", "<bean>", "</bean>"),
    ("srv/context.xml", '  <Resource {n}="{v}" auth="Container"/>', "camel", "", "<Context>", "</Context>"), ("srv/core-site.xml", "  <property><name>{n}</name><value>{v}</value></property>", "dot", "", "<configuration>", "</configuration>"),
    ("srv/Info.plist", "  <key>{n}</key>\\n  <string>{v}</string>", "pascal", "", "<dict>", "</dict>"), ("srv/Dockerfile", "ENV {n}={v}", "upper", "#", "FROM debian:12", ""),
    ("srv/Containerfile", 'ENV {n}="{v}"', "upper", "#", "FROM debian:12", ""), ("srv/Makefile", "{n} := {v}", "upper", "#", "", ""),
    ("etc/systemd/system/a.service", "Environment={n}={v}", "upper", "#", "[Service]", ""), ("etc/systemd/system/b.service", 'Environment="{n}={v}"', "upper", "#", "[Service]", ""),
    ("srv/Vagrantfile", '  config.{n} = "{v}"', "snake", "#", "Vagrant.configure do |config|", "end"), ("srv/gradle.properties", "{n}={v}", "camel", "#", "", ""),
    ("srv/build.gradle", "    {n} '{v}'", "camel", "//", "credentials {", "}"), ("srv/run.bat", "set {n}={v}", "upper", "rem", "@echo off", ""),
    ("srv/deploy.ps1", '$env:{n} = "{v}"', "upper", "#", "", ""), ("srv/app.hocon", '  {n} = "{v}"', "kebab", "//", "db {", "}"),
    ("srv/application.conf", '  {n} = "{v}"', "camel", "#", "db {", "}"), ("srv/config.rb", "  {n} '{v}'", "snake", "#", "configure do", "end"),
    ("srv/pillar/db.sls", "  {n}: {v}", "snake", "#", "mysql:", ""), ("srv/hiera/common.yaml", "app::{n}: '{v}'", "snake", "#", "---", ""),
    ("srv/notes.md", "    export {n}={v}", "upper", "", "# Deployment", ""), ("srv/README.md", "    docker run -e {n}={v} acme/app", "upper", "", "# Run it", ""),
    ("srv/docs/setup.md", "  {n}: {v}", "camel", "", "# Settings\\n```yaml", "```"), ("srv/docs/guide.rst", "    {n} = {v}", "snake", "", "Settings\\n========", ""),
    ("srv/INSTALL.txt", "{n}={v}", "upper", "", "Install", ""), ("srv/config.edn", ' :{n} "{v}"', "kebab", ";", "{", "}"),
]
HELD_FORMATS = {3, 7, 9, 14, 17, 21, 28, 31, 36, 44, 52, 59}


def fill(line, name, value):
    return line.replace("{n}", name).replace("{v}", value)


def secret(form, m):
    _, line, style, mark, first, last = form
    text = [(False, first)] if first else []
    for owner in m.chance.sample(m.owners, 2):
        text.append((False, fill(line, m.styled([owner, "host"], style), m.pick(HOSTS))))
        text.append((False, fill(line, m.styled([owner, "user"], style), m.pick(USERS))))
        text.append((True, fill(line, m.name(*(h := m.hidden())[:1], style), h[1])))
    return text + ([(False, last)] if last else [])


def innocent(form, m):
    path, line, style, mark, first, last = form
    text = [(False, first)] if first else []
    for _ in range(3):
        kind, value = m.setting()
        text.append((False, fill(line, m.name(kind, style), value)))
        text.append((False, fill(line, m.styled([m.pick(m.things), "mode"], style), m.pick(m.modes))))
    if mark:
        text.append((False, mark + " " + fill(line.strip(), m.name("password", style), m.pick(m.fillers + m.products))))
    return text + ([(False, last)] if last else [])


def prose(form, m):
    """Sentences about passwords, and a table of settings."""
    text = [(False, "# " + m.label())]
    for _ in range(2):
        text.append((False, f"{m.label()}: {m.pick(m.modes)}"))
        text.append((False, f"- {m.name('password', 'snake')}: {m.none()}"))
        text.append((False, f"{m.name('password', 'camel')} = {m.pick(m.fillers)}"))
        text.append((False, f"The {m.name('token', 'snake')} {m.pick(m.messages)}, see {m.identifier()}."))
    return text


def setting(m):
    """What stands behind a telling name in settings and is no secret: never a label or a thing's plain name."""
    value = m.weighted([
        (30, lambda: m.pick(m.modes)), (20, lambda: m.pick(m.fillers)), (15, lambda: m.pick(["${" + m.name("password", "upper") + "}", "%" + "{env}"])),
        (15, lambda: m.pick(m.owners) + "-" + m.pick(["secret", "secrets", "credentials", "password", "tls"])),
        (10, lambda: "/run/secrets/" + m.pick(m.owners)), (10, lambda: m.name("password", "upper")), (10, lambda: m.name("token", "snake")),
    ])
    return ("password" if m.chance.random() < 0.6 else "token"), value


def families():
    result = []
    for index, form in enumerate(FORMATS):
        for structure in (secret, secret, innocent) + ((prose,) if form[0].endswith((".md", ".rst", ".txt")) else ()):
            def make(maker, number, form=form, structure=structure):
                maker.setting = lambda: setting(maker)
                folder, _, name = form[0].rpartition("/")
                return f"{folder}/{number}/{name}", structure(form, maker)

            result.append(Family(form[0] + " " + structure.__name__, index in HELD_FORMATS, make))
    return result
