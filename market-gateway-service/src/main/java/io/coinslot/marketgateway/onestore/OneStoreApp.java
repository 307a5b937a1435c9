package io.coinslot.marketgateway.onestore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.transport.JsonExchange;
import io.coinslot.marketgateway.market.transport.JsonExchange.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls to ONE store that we make for one service. */
final class OneStoreApp {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_SEGMENT = 4_096;
    private static final int PAGE_SIZE = 100;

    private final Registration registration;
    private final String root;
    private final JsonExchange http;
    private final AccessToken accessToken;

    OneStoreApp(Registration registration, String host, JsonExchange http, AccessToken accessToken) {
        this.registration = registration;
        this.root = host + "/v7/apps/" + encoded(registration.clientId());
        this.http = http;
        this.accessToken = accessToken;
    }

    /** What the application is to ONE store. */
    record Registration(Environment environment, String clientId, String marketCode) {}

    Registration registration() {
        return registration;
    }

    /** The record of what was bought by a token. Under another product the market does not know it. */
    OneStorePurchase purchase(String productId, String purchaseToken) throws MarketFailure {
        return OneStorePurchase.of(
                call(RequestBuilder.get(root + "/purchases/inapp" + segments(productId, purchaseToken))));
    }

    void consume(String productId, String purchaseToken, String developerPayload) throws MarketFailure {
        finish("/purchases/inapp" + segments(productId, purchaseToken) + "/consume", developerPayload);
    }

    void acknowledge(String productId, String purchaseToken, String developerPayload) throws MarketFailure {
        finish("/purchases/all" + segments(productId, purchaseToken) + "/acknowledge", developerPayload);
    }

    /** A page of what was cancelled from a time to another. */
    JsonNode voided(Instant from, Instant to, @Nullable String continuationKey) throws MarketFailure {
        RequestBuilder request = RequestBuilder.get(root + "/voided-purchases")
                .addParameter("startTime", Long.toString(from.toEpochMilli()))
                .addParameter("endTime", Long.toString(to.toEpochMilli()))
                .addParameter("maxResults", Integer.toString(PAGE_SIZE));
        return call(continuationKey == null ? request : request.addParameter("continuationKey", continuationKey));
    }

    private void finish(String path, String developerPayload) throws MarketFailure {
        String content = JSON.writeValueAsString(Map.of("developerPayload", developerPayload));
        JsonNode answer = call(
                RequestBuilder.post(root + path).setEntity(new StringEntity(content, ContentType.APPLICATION_JSON)));
        if (!answer.path("result").path("code").asString("").equals("Success")) {
            throw OneStoreFailures.malformed("the answer does not say Success");
        }
    }

    /** A refused token means that nothing was done, so that the call may be made again, once, with another. */
    private JsonNode call(RequestBuilder request) throws MarketFailure {
        request.setHeader("x-market-code", registration.marketCode()).setHeader("Accept", "application/json");
        String token = accessToken.get();
        Answer answer = send(request, token);
        if (OneStoreFailures.isOfToken(answer)) {
            answer = send(request, accessToken.insteadOf(token));
        }
        if (answer.status() != 200) {
            throw OneStoreFailures.of(answer);
        }
        if (!answer.body().isObject()) {
            throw OneStoreFailures.malformed("the answer is no JSON object");
        }
        return answer.body();
    }

    private Answer send(RequestBuilder request, String token) throws MarketFailure {
        return http.send(request.setHeader("Authorization", "Bearer " + token).build());
    }

    private static String segments(String productId, String purchaseToken) throws MarketFailure {
        return "/products/" + segment(productId) + "/" + segment(purchaseToken);
    }

    /**
     * ONE store's front servers refuse an encoded slash with a page of their own, and dots would be taken for a path: what
     * has them is no token of the market's, and is not asked for.
     */
    private static String segment(String text) throws MarketFailure {
        boolean isPath = text.isBlank() || text.equals(".") || text.equals("..") || text.indexOf('/') >= 0;
        if (isPath || text.length() > LONGEST_SEGMENT || text.chars().anyMatch(Character::isISOControl)) {
            throw MarketFailure.declined("INVALID_RECEIPT", "ONE store has no such product or token");
        }
        return encoded(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
