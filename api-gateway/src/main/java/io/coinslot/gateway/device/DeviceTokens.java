package io.coinslot.gateway.device;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.gateway.device.DeviceSession.BoundDevice;
import io.coinslot.gateway.token.AccessToken;
import io.coinslot.servicekit.security.Device;
import java.util.Date;
import java.util.Map;

/** Writes the access token of a session: of the gateway's own issuer and key, bound to the device's key. */
public final class DeviceTokens {
    /** What a device may do at all; what it sees of it is its user's alone. */
    public static final String SCOPE = "purchases:read cards:read cards:write";

    private final String issuer;
    private final ECKey key;

    /** @param signingKeys of which the first signs */
    public DeviceTokens(String issuer, JWKSet signingKeys) {
        this.issuer = issuer;
        this.key = signingKeys.getKeys().getFirst().toECKey();
    }

    /** The same session gets the same content each time, under a signature of its own. */
    public String of(DeviceSession session) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims(session));
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The gateway's key does not sign", e);
        }
        return token.serialize();
    }

    private JWTClaimsSet claims(DeviceSession session) {
        BoundDevice device = session.device();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AccessToken.AUDIENCE)
                .subject(Device.clientIdOf(device.serviceId(), device.userId(), device.deviceId()))
                .claim("client_id", session.clientId())
                .claim(AccessToken.CLIENT_GENERATION, session.clientGeneration())
                .claim(AccessToken.SERVICE_ID, device.serviceId())
                .claim(Device.USER_ID, device.userId())
                .claim(Device.DEVICE_ID, device.deviceId())
                .claim(AccessToken.SCOPE, SCOPE)
                .claim("cnf", Map.of("jkt", device.keyThumbprint()))
                .jwtID(session.sessionId())
                .issueTime(Date.from(session.issuedAt()))
                .notBeforeTime(Date.from(session.issuedAt()))
                .expirationTime(Date.from(session.expiresAt()))
                .build();
    }
}
