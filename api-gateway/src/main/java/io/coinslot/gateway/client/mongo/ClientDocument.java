package io.coinslot.gateway.client.mongo;

import io.coinslot.gateway.client.AmountLimit;
import io.coinslot.gateway.client.ClientRecord;
import io.coinslot.gateway.client.ClientRecord.Ended;
import io.coinslot.gateway.client.ClientRecord.RetiredSecret;
import io.coinslot.gateway.client.ClientRecord.Rotation;
import io.coinslot.gateway.client.RateLimit;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A client as it is stored. */
final class ClientDocument {
    private ClientDocument() {}

    static Document of(ClientRecord client) {
        return new Document("_id", client.clientId())
                .append("serviceId", client.serviceId())
                .append("generation", client.generation())
                .append(
                        "retired",
                        client.retired().stream().map(ClientDocument::ofRetired).toList())
                .append(
                        "rotations",
                        client.rotations().stream()
                                .map(ClientDocument::ofRotation)
                                .toList())
                .append("keySetJson", client.keySetJson())
                .append("rateLimit", ofRateLimit(client.rateLimit()))
                .append(
                        "amountLimits",
                        client.amountLimits().stream()
                                .map(ClientDocument::ofAmountLimit)
                                .toList())
                .append("ended", ofEnded(client.ended()))
                .append("version", client.version());
    }

    static ClientRecord toRecord(Document document) {
        return new ClientRecord(
                document.getString("_id"),
                document.getString("serviceId"),
                document.getInteger("generation"),
                list(document, "retired", ClientDocument::toRetired),
                list(document, "rotations", ClientDocument::toRotation),
                document.getString("keySetJson"),
                toRateLimit(document.get("rateLimit", Document.class)),
                list(document, "amountLimits", ClientDocument::toAmountLimit),
                toEnded(document.get("ended", Document.class)),
                document.getLong("version"));
    }

    private static <T> List<T> list(Document document, String field, Function<Document, T> reader) {
        return document.getList(field, Document.class, List.of()).stream()
                .map(reader)
                .toList();
    }

    private static Document ofRetired(RetiredSecret secret) {
        return new Document("generation", secret.generation()).append("validUntil", Date.from(secret.validUntil()));
    }

    private static RetiredSecret toRetired(Document document) {
        return new RetiredSecret(
                document.getInteger("generation"),
                document.getDate("validUntil").toInstant());
    }

    private static Document ofRotation(Rotation rotation) {
        return new Document("keyFingerprint", rotation.keyFingerprint())
                .append("generation", rotation.generation())
                .append("oldValidUntil", Date.from(rotation.oldValidUntil()))
                .append("rotatedAt", rotation.rotatedAt() == null ? null : Date.from(rotation.rotatedAt()));
    }

    private static Rotation toRotation(Document document) {
        Date rotatedAt = document.getDate("rotatedAt");
        return new Rotation(
                document.getString("keyFingerprint"),
                document.getInteger("generation"),
                document.getDate("oldValidUntil").toInstant(),
                rotatedAt == null ? null : rotatedAt.toInstant());
    }

    private static Document ofEnded(Ended ended) {
        return new Document("beforeGeneration", ended.beforeGeneration())
                .append("sparedTokenId", ended.sparedTokenId());
    }

    private static Ended toEnded(@Nullable Document document) {
        return document == null
                ? Ended.NONE
                : new Ended(document.getInteger("beforeGeneration"), document.getString("sparedTokenId"));
    }

    private static @Nullable Document ofRateLimit(@Nullable RateLimit limit) {
        return limit == null
                ? null
                : new Document("requestsPerSecond", limit.requestsPerSecond()).append("burst", limit.burst());
    }

    private static @Nullable RateLimit toRateLimit(@Nullable Document document) {
        return document == null
                ? null
                : new RateLimit(document.getInteger("requestsPerSecond"), document.getInteger("burst"));
    }

    private static Document ofAmountLimit(AmountLimit limit) {
        return new Document("currency", limit.currency())
                .append("perPurchase", limit.perPurchase())
                .append("perDay", limit.perDay());
    }

    private static AmountLimit toAmountLimit(Document document) {
        return new AmountLimit(
                document.getString("currency"), document.getString("perPurchase"), document.getString("perDay"));
    }
}
