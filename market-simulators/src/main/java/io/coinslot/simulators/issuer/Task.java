package io.coinslot.simulators.issuer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The registration of one card for one device, as a requestor ordered it.
 *
 * @param serviceId the requestor's
 * @param lateAt when a pending one is decided by itself
 */
record Task(
        String serviceId,
        String taskId,
        Shape shape,
        Funding funding,
        String paymentAppInstanceId,
        String tokenType,
        String recommendation,
        Instant requestedAt,
        Ruling ruling,
        @Nullable Instant lateAt,
        @Nullable Decision decision,
        @Nullable DeclineReason declineReason,
        @Nullable String tokenUniqueReference,
        Instant updatedAt) {

    /**
     * Which card, and how the request said so.
     *
     * @param expiryIsRight whether the card's date was the right one
     */
    record Funding(FundingSource source, String panUniqueReference, String accountPanSuffix, boolean expiryIsRight) {}

    String key() {
        return key(serviceId, taskId);
    }

    static String key(String serviceId, String taskId) {
        return serviceId + "\n" + taskId;
    }

    /** Whether it is about this card in this payment application, where there is only one token at a time. */
    boolean isAt(String panUniqueReference, String otherAppInstanceId) {
        return funding.panUniqueReference().equals(panUniqueReference)
                && paymentAppInstanceId.equals(otherAppInstanceId);
    }

    boolean isPending() {
        return decision == null;
    }

    Task decided(Decision to, @Nullable DeclineReason reason, @Nullable String token, Instant at) {
        return new Task(
                serviceId,
                taskId,
                shape,
                funding,
                paymentAppInstanceId,
                tokenType,
                recommendation,
                requestedAt,
                ruling,
                null,
                to,
                reason,
                token,
                at);
    }

    /** Half of the time it is waited for, then somebody looks at it. */
    TaskStatus status(Instant now) {
        if (!isPending()) {
            return TaskStatus.COMPLETED;
        }
        Instant begun = requestedAt.plusMillis(ruling.lateAfterSeconds() * 500L);
        return now.isBefore(begun) ? TaskStatus.PENDING : TaskStatus.IN_PROGRESS;
    }
}
