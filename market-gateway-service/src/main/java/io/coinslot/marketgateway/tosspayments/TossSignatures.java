package io.coinslot.marketgateway.tosspayments;

import io.coinslot.marketgateway.market.ReceivesNotifications.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of webhooks about payouts and sellers: HMAC-SHA256 of {@code body:time}, several under {@code v1:}. */
final class TossSignatures {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1:";
    private static final int MOST = 8;

    private TossSignatures() {}

    static boolean isSigned(String securityKey, Message message) {
        String header = message.header("tosspayments-webhook-signature");
        String time = message.header("tosspayments-webhook-transmission-time");
        if (header == null || time == null || !header.startsWith(VERSION)) {
            return false;
        }
        byte[] expected = signature(securityKey, message.body(), time);
        boolean signed = false;
        for (String candidate : header.substring(VERSION.length()).split(",", MOST)) {
            signed |= MessageDigest.isEqual(expected, decoded(candidate.trim()));
        }
        return signed;
    }

    private static byte[] signature(String securityKey, byte[] body, String time) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(securityKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(body);
            mac.update((":" + time).getBytes(StandardCharsets.UTF_8));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.startsWith(VERSION) ? base64.substring(3) : base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
