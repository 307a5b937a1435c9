package io.coinslot.billing.card.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coinslot.billing.card.CardState;
import io.coinslot.billing.card.CardStatus;
import io.coinslot.billing.card.TokenNews;
import io.coinslot.billing.card.TokenNewsBodies;
import io.coinslot.billing.delivery.WebhookType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** News of tokens in JSON, under the names of {@code GET /v1/tokens}. */
public final class JsonTokenNews implements TokenNewsBodies {
    private final ObjectWriter writer;

    public JsonTokenNews(JsonMapper json) {
        writer = json.writerFor(Body.class);
    }

    private record Body(String type, Instant timestamp, Data data) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            String tokenUniqueReference,
            @Nullable String cardReferenceId,
            String userId,
            CardStatus status,
            List<String> suspendedBy,
            String accountPanSuffix,
            @Nullable String brand,
            @Nullable String reason,
            Instant occurredAt) {}

    @Override
    public String body(TokenNews news) {
        CardState state = news.state();
        Data data = new Data(
                news.tokenUniqueReference(),
                state.cardReferenceId(),
                state.userId().value(),
                state.status(),
                state.suspendedBy(),
                state.accountPanSuffix(),
                state.brand(),
                news.reason(),
                news.occurredAt());
        return writer.writeValueAsString(new Body(WebhookType.CARD_TOKEN_UPDATED.wireName(), news.occurredAt(), data));
    }
}
