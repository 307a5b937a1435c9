package io.coinslot.cardregistry.registration;

/** What the device asks for. */
public record DeviceRequest(
        String paymentAppInstanceId,
        String walletId,
        DeviceInfo deviceInfo,
        String consumerLanguage,
        SelectionMode selectionMode) {}
