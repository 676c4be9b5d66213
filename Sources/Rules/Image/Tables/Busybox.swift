import Findings
import Images

/// The programs that busybox has in itself, by the names that its releases know.
enum Busybox {
  /// Whether a busybox may have it, so that a shell of busybox may run it without a file of that name.
  static func mayHave(_ name: String) -> Bool { applets.contains(name) }

  private static let applets: Set<String> = Set(
    """
    [ [[ acpid add-shell addgroup adduser adjtimex ar arch arp arping ascii ash awk base32 base64 basename bc \
    beep blkdiscard blkid blockdev bootchartd brctl bunzip2 busybox bzcat bzip2 cal cat chat chattr chgrp chmod \
    chown chpasswd chpst chroot chrt chvt cksum clear cmp comm conspy cp cpio crc32 crond crontab cryptpw cttyhack \
    cut date dc dd deallocvt delgroup deluser depmod devmem df dhcprelay diff dirname dmesg dnsd dnsdomainname \
    dos2unix dpkg dpkg-deb du dumpkmap dumpleases echo ed egrep eject env envdir envuidgid ether-wake expand expr \
    factor fakeidentd fallocate false fatattr fbset fbsplash fdflush fdformat fdisk fgconsole fgrep find findfs \
    flock fold free freeramdisk fsck fsck.minix fsfreeze fstrim fsync ftpd ftpget ftpput fuser getfattr getopt \
    getty grep groups gunzip gzip halt hd hdparm head hexdump hexedit hostid hostname httpd hush hwclock i2cdetect \
    i2cdump i2cget i2cset i2ctransfer id ifconfig ifdown ifenslave ifplugd ifup inetd init inotifyd insmod install \
    ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode kill killall \
    killall5 klogd last less link linux32 linux64 linuxrc ln loadfont loadkmap logger login logname logread \
    losetup lpd lpq lpr ls lsattr lsmod lsof lspci lsscsi lsusb lzcat lzma lzop lzopcat makedevs makemime man \
    md5sum mdev mesg microcom mim minips mkdir mkdosfs mke2fs mkfifo mkfs.ext2 mkfs.minix mkfs.reiser mkfs.vfat \
    mknod mkpasswd mkswap mktemp modinfo modprobe more mount mountpoint mpstat mt mv nameif nanddump nandwrite \
    nbd-client nc netcat netstat nice nl nmeter nohup nologin nproc nsenter nslookup ntpd nuke od openvt partprobe \
    passwd paste patch pgrep pidof ping ping6 pipe_progress pivot_root pkill pmap popmaildir poweroff powertop \
    printenv printf ps pscan pstree pwd pwdx raidautorun rdate rdev readahead readlink readprofile realpath reboot \
    reformime remove-shell renice reset resize resume rev rfkill rm rmdir rmmod route rpm rpm2cpio rtcwake run-init \
    run-parts runlevel runsv runsvdir rx script scriptreplay sed seedrng sendmail seq setarch setconsole setfattr \
    setfont setkeycodes setlogcons setpriv setserial setsid setuidgid sh sha1sum sha256sum sha384sum sha3sum \
    sha512sum showkey shred shuf slattach sleep smemcap softlimit sort split ssl_client ssl_server \
    start-stop-daemon stat strings stty su sulogin sum sv svc svlogd svok swapoff swapon switch_root sync sysctl \
    syslogd tac tail tar taskset tc tcpsvd tee telnet telnetd test tftp tftpd time timeout top touch tr traceroute \
    traceroute6 tree true truncate ts tsort tty ttysize tune2fs tunctl ubiattach ubidetach ubimkvol ubirename \
    ubirmvol ubirsvol ubiupdatevol udhcpc udhcpc6 udhcpd udpsvd uevent umount uname uncompress unexpand uniq \
    unix2dos unit unlink unlzma unlzop unshare unxz unzip uptime users usleep uudecode uuencode vconfig vi vlock \
    volname w wall watch watchdog wc wget which who whoami whois xargs xxd xz xzcat yes zcat zcip
    """.split(separator: " ").map(String.init))
}

extension ImageFacts {
  /// Whether a shell of the image is busybox, by its own file or by a link to it.
  func isBusybox(_ shell: String) -> Bool {
    guard case .file(let file, _) = program(shell) else { return false }
    guard file.path.name != "busybox" else { return true }
    guard
      let node = tree.node(at: "bin/busybox", followLast: true)
        ?? tree.node(at: "usr/bin/busybox", followLast: true)
    else { return false }
    return tree.content(at: node) == file.id
  }
}
