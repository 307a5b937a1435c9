package io.coinslot.marketgateway.galaxystore;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.transport.JsonExchange;
import io.coinslot.marketgateway.market.transport.JsonExchange.Answer;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPatch;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.utils.URIBuilder;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The calls to Galaxy Store that we make for one service. */
final class GalaxySeller {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String AUTH_REQUIRED = "AUTH_REQUIRE";

    private final MarketLink link;
    private final String packageName;
    private final GalaxyStoreSettings settings;
    private final JsonExchange exchange;
    private final GalaxyAccessToken accessToken;

    private GalaxySeller(
            MarketLink link, String packageName, GalaxyStoreSettings settings, JsonExchange exchange, Clock clock) {
        this.link = link;
        this.packageName = packageName;
        this.settings = settings;
        this.exchange = exchange;
        this.accessToken =
                new GalaxyAccessToken(link, address(settings.apiRoot(), "auth", "accessToken"), exchange, clock);
    }

    /** A receipt can be read without credentials, so only the application has to be known already. */
    static GalaxySeller of(MarketLink link, GalaxyStoreSettings settings, JsonExchange exchange, Clock clock)
            throws MarketFailure {
        return new GalaxySeller(link, link.required("packageName"), settings, exchange, clock);
    }

    String packageName() {
        return packageName;
    }

    /** The receipt of a purchase that was paid, be it refunded since. */
    GalaxyReceipt receipt(String purchaseId) throws MarketFailure {
        URI address = with(address(settings.receiptRoot(), "iap", "v6", "receipt"), "purchaseID", purchaseId);
        HttpGet request = new HttpGet(address);
        request.setHeader("Accept", "application/json");
        Answer answer = exchange.send(request);
        GalaxyReceipt receipt = new GalaxyReceipt(answer.body());
        if (!answer.isSuccess() || !(receipt.isPaid() || receipt.isCancelled())) {
            throw GalaxyFailures.ofReceipt(answer);
        }
        return receipt;
    }

    /** Consumes or acknowledges; what Samsung says of it is in the answer, not in its status. */
    JsonNode finish(String purchaseId, String action) throws MarketFailure {
        URI address = address(settings.apiRoot(), "iap", "v6", "applications", packageName, "purchases", purchaseId);
        ObjectNode body = JSON.createObjectNode().put("action", action);
        return call(() -> request(new HttpPatch(address), body));
    }

    /** A page of the payments and refunds of a day. */
    JsonNode orders(LocalDate day, @Nullable String continuationToken) throws MarketFailure {
        ObjectNode body = JSON.createObjectNode()
                .put("sellerSeq", link.required("sellerSeq"))
                .put("packageName", packageName)
                .put("requestDate", DateTimeFormatter.BASIC_ISO_DATE.format(day));
        if (continuationToken != null) {
            body.put("continuationToken", continuationToken);
        }
        URI address = address(settings.apiRoot(), "iap", "seller", "orders");
        return call(() -> request(new HttpPost(address), body));
    }

    /** A token that was revoked is renewed once; a call that was refused for it had no effect. */
    private JsonNode call(Supplier<HttpEntityEnclosingRequestBase> request) throws MarketFailure {
        String token = accessToken.get();
        Answer answer = send(request.get(), token);
        if (isTokenRefused(answer)) {
            accessToken.refused(token);
            answer = send(request.get(), accessToken.get());
        }
        if (!answer.isSuccess()) {
            throw GalaxyFailures.of(answer);
        }
        return answer.body();
    }

    private Answer send(HttpEntityEnclosingRequestBase request, String token) throws MarketFailure {
        request.setHeader("Authorization", "Bearer " + token);
        request.setHeader("service-account-id", link.required("serviceAccountId"));
        return exchange.send(request);
    }

    private static boolean isTokenRefused(Answer answer) {
        return answer.status() == 401 && answer.body().path("code").asString("").equals(AUTH_REQUIRED);
    }

    private static HttpEntityEnclosingRequestBase request(HttpEntityEnclosingRequestBase request, JsonNode body) {
        request.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        request.setHeader("Accept", "application/json");
        return request;
    }

    /** Each segment is encoded by itself: what a client handed in cannot lead elsewhere. */
    private static URI address(URI root, String... segments) {
        URIBuilder address = new URIBuilder(root);
        List<String> path = new ArrayList<>(address.getPathSegments());
        path.removeIf(String::isEmpty);
        path.addAll(List.of(segments));
        return built(address.setPathSegments(path));
    }

    private static URI with(URI address, String parameter, String value) {
        return built(new URIBuilder(address).setParameter(parameter, value));
    }

    private static URI built(URIBuilder builder) {
        try {
            return builder.build();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the builder encodes what it is given", e);
        }
    }
}
