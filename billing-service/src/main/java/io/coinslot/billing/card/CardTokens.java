package io.coinslot.billing.card;

import io.coinslot.billing.catalog.Catalog;
import io.coinslot.billing.catalog.SellingService;
import io.coinslot.billing.purchase.Webhook;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.security.Caller;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of tokens here, and how their services are told. */
public final class CardTokens {
    private final Aggregates<CardToken, Void> tokens;
    private final Catalog catalog;
    private final TokenNewsBodies bodies;

    public CardTokens(Aggregates<CardToken, Void> tokens, Catalog catalog, TokenNewsBodies bodies) {
        this.tokens = tokens;
        this.catalog = catalog;
        this.bodies = bodies;
    }

    /** Takes the news in and has the service told of it; not yet, if the service is not known here. */
    public CompletionStage<Consumed> hear(TokenNews news) {
        SellingService service = catalog.service(news.serviceId());
        if (service == null) {
            return EventSubscription.done(Consumed.NOT_YET);
        }
        String body = service.webhookUrl() == null ? null : bodies.body(news);
        String key = CardToken.key(news.tokenUniqueReference());
        Function<@Nullable CardToken, Decision<CardToken, Void, Consumed>> hear =
                known -> Telling.hear(known, news, body);
        CompletionStage<Committed<Consumed>> heard =
                news.isFirst() ? tokens.create(key, hear) : tokens.handle(key, hear);
        return heard.thenApply(Committed::result);
    }

    /** The token, unless it is not known here or another service's. */
    public Optional<CardToken> find(Caller caller, String tokenUniqueReference) {
        Stored<CardToken> stored = tokens.find(CardToken.key(tokenUniqueReference));
        return Optional.ofNullable(stored).map(Stored::state).filter(token -> isOf(caller, token));
    }

    /** Sends a webhook once more because somebody asks for it; empty if there is none that the caller may see. */
    public Optional<CardToken> resend(Caller caller, String tokenKey, int number) {
        Optional<Webhook> sent = tokens.<Optional<Webhook>>handleAndWait(
                        tokenKey,
                        token -> token == null || !isOf(caller, token)
                                ? Decision.unchanged(Optional.empty())
                                : Telling.again(token, number))
                .result();
        return sent.flatMap(
                webhook -> Optional.ofNullable(tokens.find(tokenKey)).map(Stored::state));
    }

    private static boolean isOf(Caller caller, CardToken token) {
        return caller.owns(token.serviceId().value());
    }
}
