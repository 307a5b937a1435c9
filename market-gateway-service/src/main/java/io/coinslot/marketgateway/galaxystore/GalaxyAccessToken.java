package io.coinslot.marketgateway.galaxystore;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketFailure.Kind;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.transport.JsonExchange;
import io.coinslot.marketgateway.market.transport.JsonExchange.Answer;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.http.client.methods.HttpPost;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a service's account. Samsung's never expire but can be revoked, so one is kept until it is
 * refused. Whoever needs one while it is being asked for shares that answer, a failure too.
 */
final class GalaxyAccessToken {
    private static final String SCOPE = "publishing";
    /** Samsung accepts up to twenty minutes. */
    private static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(10);

    private final MarketLink link;
    private final URI address;
    private final JsonExchange exchange;
    private final Clock clock;
    private @Nullable FutureTask<String> asked;

    GalaxyAccessToken(MarketLink link, URI address, JsonExchange exchange, Clock clock) {
        this.link = link;
        this.address = address;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** The token. A failure to get one means that the call it is for was never sent. */
    String get() throws MarketFailure {
        FutureTask<String> current = current();
        current.run(); // Does nothing if somebody runs it or has run it.
        try {
            return current.get();
        } catch (ExecutionException failure) {
            forget(current);
            if (failure.getCause() instanceof MarketFailure market) {
                throw market;
            }
            throw new IllegalStateException("no access token", failure.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notGiven("interrupted while waiting for it");
        }
    }

    /** Samsung does not accept this token any more; the next caller asks for another, unless somebody has already. */
    synchronized void refused(String token) {
        if (asked != null
                && asked.state() == Future.State.SUCCESS
                && asked.resultNow().equals(token)) {
            asked = null;
        }
    }

    private synchronized FutureTask<String> current() {
        if (asked == null) {
            asked = new FutureTask<>(this::ask);
        }
        return asked;
    }

    private synchronized void forget(FutureTask<String> failed) {
        if (asked == failed) {
            asked = null;
        }
    }

    private String ask() throws MarketFailure {
        Answer answer = present(assertion());
        String token = answer.body().path("createdItem").path("accessToken").asString("");
        if (answer.isSuccess() && !token.isBlank()) {
            return token;
        }
        throw switch (answer.status()) {
            case 400, 401, 403 ->
                MarketFailure.declined(
                        MarketFailure.ACCESS_REFUSED, "No access token is given for the service account");
            case 429 -> GalaxyFailures.of(answer);
            default -> notGiven(answer.toString());
        };
    }

    private Answer present(String assertion) throws MarketFailure {
        HttpPost request = new HttpPost(address);
        request.setHeader("Authorization", "Bearer " + assertion);
        request.setHeader("Content-Type", "application/json");
        try {
            return exchange.send(request);
        } catch (MarketFailure failure) {
            throw notGiven(failure.toString());
        }
    }

    private String assertion() throws MarketFailure {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims(clock.instant()));
        try {
            assertion.sign(new RSASSASigner(GalaxyKeys.privateKey(link.secret("privateKey"))));
        } catch (GeneralSecurityException | JOSEException | IllegalArgumentException e) {
            throw MarketFailure.declined(
                    MarketFailure.LINK_INCOMPLETE, "privateKey is no RSA key of at least 2048 bits in PKCS#8");
        }
        return assertion.serialize();
    }

    private JWTClaimsSet claims(Instant now) throws MarketFailure {
        return new JWTClaimsSet.Builder()
                .issuer(link.required("serviceAccountId"))
                .claim("scopes", List.of(SCOPE))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION_LIFETIME)))
                .build();
    }

    private static MarketFailure notGiven(String reason) {
        return new MarketFailure(Kind.NOT_SENT, "NO_ACCESS_TOKEN", "No access token was got: " + reason, null, null);
    }
}
