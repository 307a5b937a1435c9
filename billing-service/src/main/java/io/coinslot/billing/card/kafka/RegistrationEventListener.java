package io.coinslot.billing.card.kafka;

import io.coinslot.billing.card.CardState;
import io.coinslot.billing.card.CardStatus;
import io.coinslot.billing.card.CardTokens;
import io.coinslot.billing.card.TokenNews;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.UserId;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.schemas.card.TokenActivated;
import io.coinslot.schemas.card.TokenDeactivated;
import io.coinslot.schemas.card.TokenFundingAccountUpdated;
import io.coinslot.schemas.card.TokenState;
import io.coinslot.schemas.card.TokenSuspended;
import io.coinslot.schemas.card.TokenSuspensionLifted;
import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.consume.EventHandler;
import io.coinslot.servicekit.consume.EventSubscription;
import io.coinslot.servicekit.consume.ReceivedEvent;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Hears what becomes of tokens; how registrations come about is of no interest here. */
public final class RegistrationEventListener implements EventHandler<RegistrationEventEnvelope> {
    /** The card behind the token was renewed or replaced: what the card networks call it. */
    private static final String FUNDING_ACCOUNT_UPDATE = "FUNDING_ACCOUNT_UPDATE";

    private final CardTokens tokens;

    public RegistrationEventListener(CardTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public CompletionStage<Consumed> handle(ReceivedEvent<RegistrationEventEnvelope> received) {
        RegistrationEventEnvelope envelope = received.value();
        return switch (envelope.getEvent()) {
            case TokenActivated event -> hear(envelope, event.getToken(), null);
            case TokenSuspended event -> hear(envelope, event.getToken(), event.getReasonCode());
            case TokenSuspensionLifted event -> hear(envelope, event.getToken(), null);
            case TokenDeactivated event -> hear(envelope, event.getToken(), event.getReasonCode());
            case TokenFundingAccountUpdated event -> hear(envelope, event.getToken(), FUNDING_ACCOUNT_UPDATE);
            default -> EventSubscription.done(Consumed.DUPLICATE);
        };
    }

    private CompletionStage<Consumed> hear(
            RegistrationEventEnvelope envelope, TokenState token, @Nullable String reason) {
        return tokens.hear(new TokenNews(
                token.getTokenUniqueReference(),
                new ServiceId(envelope.getServiceId()),
                envelope.getSequence(),
                new CardState(
                        new UserId(envelope.getUserId()),
                        token.getCardReferenceId(),
                        CardStatus.valueOf(token.getStatus()),
                        token.getSuspendedBy(),
                        token.getAccountPanSuffix(),
                        token.getBrand()),
                reason,
                envelope.getOccurredAt()));
    }
}
