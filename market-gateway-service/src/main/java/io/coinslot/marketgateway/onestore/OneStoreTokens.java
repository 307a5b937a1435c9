package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.transport.JsonExchange;
import io.coinslot.marketgateway.market.transport.JsonExchange.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.http.client.methods.RequestBuilder;
import tools.jackson.databind.JsonNode;

/** Asks one host for access tokens by the application's credentials. */
final class OneStoreTokens implements AccessToken.Source {
    private static final long LONGEST_SECONDS = 86_400;

    private final JsonExchange http;
    private final String root;
    private final OneStoreApp.Registration registration;
    private final String clientSecret;

    OneStoreTokens(JsonExchange http, String root, OneStoreApp.Registration registration, String clientSecret) {
        this.http = http;
        this.root = root;
        this.registration = registration;
        this.clientSecret = clientSecret;
    }

    @Override
    public AccessToken.Issued issue() throws MarketFailure {
        Answer answer = ask();
        if (answer.status() != 200) {
            throw OneStoreFailures.ofTokenEndpoint(answer);
        }
        JsonNode body = answer.body();
        String token = body.path("access_token").asString("");
        long seconds = body.path("expires_in").asLong(0);
        if (token.isBlank() || seconds <= 0) {
            throw OneStoreFailures.malformed("the answer carries no access token");
        }
        return new AccessToken.Issued(token, Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)));
    }

    private Answer ask() throws MarketFailure {
        try {
            return http.send(RequestBuilder.post(root + "/v7/oauth/token")
                    .setCharset(StandardCharsets.UTF_8)
                    .addHeader("x-market-code", registration.marketCode())
                    .addParameter("grant_type", "client_credentials")
                    .addParameter("client_id", registration.clientId())
                    .addParameter("client_secret", clientSecret)
                    .build());
        } catch (MarketFailure unreached) {
            throw OneStoreFailures.ofTokenEndpoint(unreached);
        }
    }
}
