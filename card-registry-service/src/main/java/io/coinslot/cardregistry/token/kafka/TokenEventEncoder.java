package io.coinslot.cardregistry.token.kafka;

import io.coinslot.cardregistry.registration.ProductConfig;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenEvent;
import io.coinslot.cardregistry.token.TokenOwner;
import io.coinslot.schemas.Topics;
import io.coinslot.schemas.card.RegistrationEventEnvelope;
import io.coinslot.schemas.card.TokenActivated;
import io.coinslot.schemas.card.TokenDeactivated;
import io.coinslot.schemas.card.TokenFundingAccountUpdated;
import io.coinslot.schemas.card.TokenState;
import io.coinslot.schemas.card.TokenSuspended;
import io.coinslot.schemas.card.TokenSuspensionLifted;
import io.coinslot.servicekit.event.EventEncoder;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Events of tokens, on the topic of registrations, under the token's own key. */
public final class TokenEventEncoder implements EventEncoder<Token, TokenEvent> {
    @Override
    public String topic() {
        return Topics.REGISTRATION_EVENTS;
    }

    @Override
    public SpecificRecord envelope(Header header, Token token, TokenEvent event) {
        TokenOwner owner = Objects.requireNonNull(token.owner(), "what belongs to nobody is not published");
        return RegistrationEventEnvelope.newBuilder()
                .setEventId(header.eventId())
                .setSubjectId(header.aggregateId())
                .setSequence(header.sequence())
                .setServiceId(owner.serviceId())
                .setUserId(owner.userId())
                .setOccurredAt(header.occurredAt())
                .setEvent(record(state(token, owner), event))
                .build();
    }

    private static Object record(TokenState state, TokenEvent event) {
        return switch (event) {
            case TokenEvent.TokenActivated() -> new TokenActivated(state);
            case TokenEvent.TokenSuspended(var by, var code) -> new TokenSuspended(state, by.name(), code);
            case TokenEvent.TokenSuspensionLifted(var by) -> new TokenSuspensionLifted(state, by.name());
            case TokenEvent.TokenDeactivated(var by, var code) -> new TokenDeactivated(state, by.name(), code);
            case TokenEvent.TokenFundingAccountUpdated() -> new TokenFundingAccountUpdated(state);
        };
    }

    private static TokenState state(Token token, TokenOwner owner) {
        ProductConfig product = token.face().productConfig();
        return TokenState.newBuilder()
                .setTokenUniqueReference(token.tokenUniqueReference())
                .setDeviceId(owner.deviceId())
                .setPaymentAppInstanceId(owner.paymentAppInstanceId())
                .setRegistrationId(owner.registrationId())
                .setStatus(token.status().name())
                .setSuspendedBy(token.suspendedBy().stream().map(Enum::name).toList())
                .setAccountPanSuffix(Objects.requireNonNullElse(token.face().accountPanSuffix(), ""))
                .setBrand(product == null ? null : product.brand())
                .setCardReferenceId(owner.cardReferenceId())
                .build();
    }
}
