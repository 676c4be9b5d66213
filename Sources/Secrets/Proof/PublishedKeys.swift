import Digests

/// Private keys that everybody has, since software ships them, mostly to test itself with: they protect nothing.
///
/// The list holds hashes of key bodies, so it has no key in it; how the text around a body is broken into lines does
/// not matter. `secret-bench --keys FOLDER` prints the hashes of the keys in a folder.
package enum PublishedKeys {
  /// The name of the software that publishes the key with this body; nil where none is known to.
  static func publisher(of body: [UInt8]) -> String? {
    let wanted = hash(body)
    return known.first { $0.hashes.contains(wanted) }?.publisher
  }

  /// Why such a key is worth little, as the end of a sentence.
  static func reason(_ publisher: String) -> String {
    "\(publisher) publishes this key, so it protects nothing"
  }

  /// The hash of a file that holds keys in a binary form, by its first 4,096 bytes; nil where it is none.
  package static func hash(ofContainer bytes: [UInt8], path: String) -> UInt64? {
    let head = Array(bytes.prefix(containerBytes))
    return KeyContainer(path: path, head: head, size: bytes.count).map { _ in hash(head) }
  }

  /// Bytes of a file with keys that its hash covers.
  static let containerBytes = 4096

  /// The first 8 bytes of the SHA-256 of the body of a PEM block; nil where it is no private key.
  package static func hash(ofBlock block: [UInt8]) -> UInt64? { PrivateKey.body(of: block).map { hash($0) } }

  private static func hash(_ body: [UInt8]) -> UInt64 {
    MessageDigest.sha256Prefix(body)
  }

  private static let known: [(publisher: String, hashes: Set<UInt64>)] = [
    (
      "Netty",
      [
        0x9186_408B_8399_CD7B, 0x0617_D50F_633B_F0C7, 0x1677_4223_B2A3_56B8, 0x255C_1D6C_BE9F_5A99,
        0x2ECD_A109_6EF1_1267, 0x5D91_B10B_A1C6_48AE, 0x8BFB_6005_B910_61D6, 0xE66F_A965_CFF0_8671,
      ]
    ),
    (
      "Google Cloud SDK",
      [
        0x05D6_E0B6_534C_9451, 0x48D7_B7BF_0BC5_1580, 0xB195_4293_F5EA_3782, 0xB6B4_C6A8_19EF_0A1D,
        0x846D_1298_61A1_D846, 0xA87C_A196_108E_765B, 0xD4CF_1848_5C68_3CDA, 0xDBE3_C5BD_A333_D160,
      ]
    ),
    (
      "Requests",
      [
        0x0904_1C60_5BAF_B8C4, 0x70B7_7A3E_1C58_56EB, 0xCC89_B24F_A7B5_7E6D, 0xE3EE_F58C_C34F_0CDB,
      ]
    ),
    ("urllib3", [0x2913_D00E_AD41_11EB, 0xD55E_9D9B_688C_5833]),
    (
      "gRPC",
      [
        0x1EF3_16B5_D2CA_4F98, 0x19A0_67C9_7469_388A, 0x373D_F034_E7A7_6D0D, 0x404F_9E81_1CE5_F099,
        0x48F0_8CB0_9F8D_0D3F, 0x5072_FCD8_36E9_A8EF, 0x7DE1_D1CB_EDE9_7E19,
      ]
    ),
    ("Jetty", [0xAE41_85B2_F0BB_1AF0]),
    ("PuTTY", [0x6A4D_E64F_4C9F_7677]),
    (
      "Mbed TLS",
      [
        0xC9AF_85BB_77CB_430F, 0x1820_853C_9977_9F8E, 0x557E_0638_1C7E_6448, 0x9165_91FE_3A48_0392,
      ]
    ),
    ("Tornado", [0x5DCA_EDA8_C518_1FA5]), ("EventMachine", [0x911F_71C6_20FB_A9C3]),
    (
      "Puma",
      [
        0x397B_F58D_1D5D_E624, 0x9D53_0DE5_1D6C_3088, 0x917C_5884_CDF9_D85F, 0xAD40_2111_9387_6876,
        0x9449_8B3F_2985_14D7, 0xA289_C018_F83F_339C,
      ]
    ),
    (
      "Twisted",
      [
        0x46B5_BF2E_6B6F_2896, 0x3176_1AF0_0A5F_2840, 0xAE36_9531_1B4C_04F6, 0x0518_48DD_074D_B519,
        0x51F1_72E9_FCD4_09DB, 0x4792_1B0A_6DF3_1713, 0x1DE5_AC5C_B37D_8D36, 0x88FE_695F_E42D_8ECB,
        0xA267_41C9_9973_3D90, 0x431D_A096_E9B1_7FDC, 0xF4E8_0F54_F0BE_5996, 0x929B_D67E_AAB5_8257,
        0x4CFB_A72F_445E_7D7D, 0x88F3_1457_70D6_02B6,
      ]
    ),
    ("Vagrant", [0x56FB_5326_A1D7_2A40]),
    (
      "GnuTLS",
      [
        0x0294_B440_6902_E33B, 0x0941_6BA3_E078_2523, 0x09F1_C1A4_680D_F80B, 0x2859_FF03_B44C_8F0E,
        0x4580_22DD_CB55_98B3, 0x60C3_23AB_E485_4B03, 0x7E38_AF77_15BB_B425, 0x87E2_88DC_7DBC_29A2,
        0x995B_8D5B_08AC_126A, 0xD245_E52C_341A_7664,
      ]
    ),
    (
      "Go",
      [
        0xFFDF_F065_7E09_322F
      ]
    ),
    (
      "CPython",
      [
        0x0184_DB1F_82D1_CBA1, 0x04FD_C278_81EC_43F2, 0x0981_36F5_9B60_CC0D, 0x0A5D_37AD_1B74_4B5A,
        0x1093_F6EA_15CF_B2F9, 0x2463_9CDB_7B36_2DF2, 0x3032_5068_603A_16A0, 0x34B5_7C7E_4B91_21FF,
        0x4769_8284_E7E7_1DAF, 0x4CF2_A44A_9F94_0B12, 0x4FF6_FB05_A3DA_6AE5, 0x6F12_0E9F_72FD_4537,
        0x73F9_064B_8A4B_E3E0, 0x7839_55DE_9487_6AAD, 0x810B_2B7F_978C_D2DF, 0x83D4_D09F_6EB6_0626,
        0x8547_EB98_3F31_A400, 0x85F1_1FF5_A510_7ED9, 0x8FFE_F375_B96E_9528, 0x9FB1_EE4F_6142_79A7,
        0xA70F_2430_4EBA_8198, 0xAA93_7C27_0BFE_FEAC, 0xAAA2_0BA8_4E1B_AFAB, 0xBED0_AB27_BB11_479E,
        0xE102_64E3_8E69_D0AE, 0xF022_AD7B_7945_5BA6, 0xF139_E02D_7543_073F,
      ]
    ),
  ]
}
