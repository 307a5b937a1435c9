package io.coinslot.cardregistry.issuer;

import io.coinslot.cardregistry.registration.DeviceInfo;
import io.coinslot.cardregistry.registration.SealedCredential;

/**
 * A card to be turned into a token for a device.
 *
 * @param taskId at most 64 characters, and the same however often it is sent
 */
public record TokenizeRequest(
        String taskId,
        String paymentAppInstanceId,
        String consumerLanguage,
        DeviceInfo deviceInfo,
        SealedCredential credential) {}
