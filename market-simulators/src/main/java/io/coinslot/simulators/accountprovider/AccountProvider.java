package io.coinslot.simulators.accountprovider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.simulators.control.Controls;
import io.coinslot.simulators.market.MarketSurroundings;
import io.coinslot.simulators.market.Party;
import io.coinslot.simulators.memory.Secrets;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import io.coinslot.simulators.signing.KeyRing;
import io.coinslot.simulators.signing.MessageSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The simulated account provider. It knows an account under another name towards each payment server. */
public final class AccountProvider implements Party {
    /** The root that it is served under. */
    public static final String NAME = "account-provider";
    /** The issuer of its assertions. */
    public static final String ID = "simulated-accounts";
    /** The type of its assertions. */
    public static final JOSEObjectType TYPE = new JOSEObjectType("account-assertion+jwt");

    private final KeyRing keys;
    private final Secrets secrets;
    private final InstantSource clock;

    /** Opens the provider with the key that it has. */
    public AccountProvider(MarketSurroundings around) {
        this.keys = new KeyRing(ID, around.data().resolve("account-provider-keys.journal"));
        this.secrets = around.secrets();
        this.clock = around.realClock();
    }

    /**
     * To whom an assertion is addressed.
     *
     * @param presenter the payment server that may hand it in, null for the device itself
     */
    public record Addressee(String audience, @Nullable String presenter, Duration lifetime) {}

    /** The name under which one payment server knows an account. */
    public String pairwiseId(String audience, String accountId) {
        byte[] name = secrets.derive("account-provider/" + audience + "/" + accountId);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }

    /** The key that verifies assertions. */
    public ECKey verificationKey() {
        return keys.own().toPublicJWK();
    }

    /**
     * An assertion about the account, which may be wrong on purpose.
     *
     * @param onward those that it carries for other payment servers, by their names
     */
    public String assertion(Account account, Addressee to, Map<String, String> onward, AssertionProof proof) {
        Instant now = clock.instant();
        Duration lifetime = proof == AssertionProof.LONG_LIVED ? Duration.ofDays(1) : to.lifetime();
        Instant issuedAt = proof == AssertionProof.EXPIRED ? now.minus(lifetime).minusSeconds(1) : now;
        String accountId = proof == AssertionProof.OTHER_ACCOUNT ? "not " + account.accountId() : account.accountId();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ID)
                .subject(pairwiseId(to.audience(), accountId))
                .audience(proof == AssertionProof.WRONG_AUDIENCE ? "somebody-else" : to.audience())
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(issuedAt.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .claim("cnf", Map.of("jkt", thumbprint(account, proof)));
        String presenter = proof == AssertionProof.OTHER_PRESENTER ? "somebody-else" : to.presenter();
        if (presenter != null) {
            claims.claim("azp", presenter);
        }
        if (!onward.isEmpty()) {
            claims.claim("onward_assertions", onward);
        }
        return signed(claims.build(), proof == AssertionProof.WRONG_KEY);
    }

    private static String thumbprint(Account account, AssertionProof proof) {
        return proof == AssertionProof.OTHER_DEVICE
                ? Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32])
                : account.deviceKeyThumbprint();
    }

    private String signed(JWTClaimsSet claims, boolean byNobody) {
        ECKey own = keys.own();
        ECKey key = byNobody ? MessageSigner.generate(own.getKeyID()) : own;
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(TYPE)
                        .keyID(own.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Response serve(Request request) {
        if (!request.method().equals("GET") || !request.path().equals(List.of(".well-known", "jwks.json"))) {
            return Response.empty(404);
        }
        ObjectNode body = Json.object();
        body.putArray("keys").add(KeyRing.publicJwk(keys.own()));
        return Response.json(200, body);
    }

    @Override
    public Response fail(Request request, int status) {
        return Response.empty(status);
    }

    @Override
    public Controls controls() {
        return new AssertionControl(this);
    }

    /** Nothing becomes due here. */
    @Override
    public void tick() {}

    @Override
    public void close() {
        keys.close();
    }
}
