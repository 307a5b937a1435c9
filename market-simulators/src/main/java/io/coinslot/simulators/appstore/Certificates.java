package io.coinslot.simulators.appstore;

import io.coinslot.simulators.token.EcKey;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Issues the certificates of a chain like Apple's: version 3, on P-256, with the marks that Apple's carry. */
final class Certificates {
    /** The mark of Apple's Worldwide Developer Relations certification authority. */
    private static final String INTERMEDIATE_MARK = "1.2.840.113635.100.6.2.1";
    /** The mark of certificates that sign receipts and transactions. */
    private static final String LEAF_MARK = "1.2.840.113635.100.6.11.1";

    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ORGANIZATION = "2.5.4.10";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));
    private static final int VERSION_3 = 2;
    private static final int SERIAL_BITS = 63;
    private static final byte SIGNS_CERTIFICATES_AND_LISTS = 0x06;
    private static final byte SIGNS_DATA = (byte) 0x80;
    private static final Duration LASTS = Duration.ofDays(20 * 365);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Instant now;

    /** @param now the certificates are good from the day before, as clocks differ */
    Certificates(Instant now) {
        this.now = now;
    }

    /** Who a certificate is of, and the key that it certifies. */
    record Party(String name, EcKey key) {}

    byte[] root(Party root) {
        byte[] extensions = Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence(Der.yes())),
                critical(KEY_USAGE, Der.bits(1, SIGNS_CERTIFICATES_AND_LISTS)));
        return certificate(root, root, extensions);
    }

    byte[] intermediate(Party intermediate, Party root) {
        byte[] extensions = Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence(Der.yes(), Der.integer(0))),
                critical(KEY_USAGE, Der.bits(1, SIGNS_CERTIFICATES_AND_LISTS)),
                mark(INTERMEDIATE_MARK));
        return certificate(intermediate, root, extensions);
    }

    byte[] leaf(Party leaf, Party intermediate) {
        byte[] extensions = Der.sequence(
                critical(BASIC_CONSTRAINTS, Der.sequence()),
                critical(KEY_USAGE, Der.bits(7, SIGNS_DATA)),
                mark(LEAF_MARK));
        return certificate(leaf, intermediate, extensions);
    }

    private byte[] certificate(Party subject, Party issuer, byte[] extensions) {
        byte[] content = Der.sequence(
                Der.tagged(0, Der.integer(VERSION_3)),
                Der.integer(new BigInteger(SERIAL_BITS, RANDOM).setBit(0)),
                ECDSA_WITH_SHA256,
                name(issuer.name()),
                Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(LASTS))),
                name(subject.name()),
                Base64.getDecoder().decode(subject.key().publicKeyInfo()),
                Der.tagged(3, extensions));
        return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, issuer.key().signCertificate(content)));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(
                Der.set(Der.sequence(Der.identifier(COMMON_NAME), Der.text(commonName))),
                Der.set(Der.sequence(Der.identifier(ORGANIZATION), Der.text("Coinslot simulated App Store"))));
    }

    private static byte[] critical(String identifier, byte[] value) {
        return Der.sequence(Der.identifier(identifier), Der.yes(), Der.octets(value));
    }

    private static byte[] mark(String identifier) {
        return Der.sequence(Der.identifier(identifier), Der.octets(Der.nothing()));
    }
}
