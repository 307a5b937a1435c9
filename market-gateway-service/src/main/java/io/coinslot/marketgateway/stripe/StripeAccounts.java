package io.coinslot.marketgateway.stripe;

import com.stripe.StripeClient;
import io.coinslot.marketgateway.market.LinkedClients;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import java.util.List;
import org.apache.http.client.HttpClient;

/** Opens the Stripe accounts of the services that are linked to it. */
final class StripeAccounts {
    private final StripeSettings settings;
    private final HttpClient connections;
    private final LinkedClients<StripeAccount> accounts = new LinkedClients<>(this::open);

    StripeAccounts(StripeSettings settings, HttpClient connections) {
        this.settings = settings;
        this.connections = connections;
    }

    StripeAccount of(MarketLink link) throws MarketFailure {
        return accounts.of(link);
    }

    /** The library's own retries are off: whether a call is repeated, and when, is the task's business. */
    private StripeAccount open(MarketLink link) throws MarketFailure {
        StripeConnection connection = new StripeConnection(connections);
        StripeClient client = StripeClient.builder()
                .setApiKey(link.secret("secretKey"))
                .setApiBase(settings.apiBase().toString())
                .setMaxNetworkRetries(0)
                .setHttpClient(connection)
                .build();
        return new StripeAccount(client, connection, application(link), settings.testModeIsTest());
    }

    /** The account's id, or, since PaymentIntent ids are unique all over Stripe, the service's in its place. */
    static String application(MarketLink link) {
        return applications(link).getLast();
    }

    /** The account may be named after the first sales, which were claimed under the service's id then. */
    static List<String> applications(MarketLink link) {
        String unnamed = "service:" + link.serviceId();
        String accountId = link.setting("accountId");
        return accountId == null || accountId.isBlank() ? List.of(unnamed) : List.of(unnamed, accountId);
    }
}
