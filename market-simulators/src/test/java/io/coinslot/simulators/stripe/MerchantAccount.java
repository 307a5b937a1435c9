package io.coinslot.simulators.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import io.coinslot.simulators.OpenMarkets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** A merchant who uses Stripe's own library, knowing nothing but the credentials that were issued. */
final class MerchantAccount {
    final StripeClient client;
    final String webhookSecret;
    private final String publishableKey;
    private final String apiBase;

    MerchantAccount(OpenMarkets markets, String serviceId) {
        JsonNode issued = markets.get("/control/stripe/credentials?serviceId=" + serviceId);
        this.apiBase = markets.address() + "/stripe";
        this.webhookSecret = issued.path("credentials").path("webhookSecret").stringValue();
        this.publishableKey = issued.path("settings").path("publishableKey").stringValue();
        this.client = StripeClient.builder()
                .setApiKey(issued.path("credentials").path("secretKey").stringValue())
                .setApiBase(apiBase)
                .build();
    }

    PaymentIntent prepared(long amount, String currency) throws StripeException {
        return client.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(amount)
                        .setCurrency(currency)
                        .build());
    }

    PaymentIntent paid(long amount, String currency) throws StripeException {
        return client.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(amount)
                        .setCurrency(currency)
                        .setPaymentMethod("pm_card_visa")
                        .setConfirm(true)
                        .build());
    }

    /** Calls the API as a browser would, with the publishable key, and returns the status. */
    int asClient(String method, String path, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(apiBase + path))
                .header("Authorization", "Bearer " + publishableKey)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
