package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.memory.Secrets;

/** A merchant of Toss Payments with its keys. */
record Shop(String serviceId, String merchantId, String clientKey, String secretKey, String securityKey) {
    static Shop of(String serviceId, Secrets secrets) {
        return new Shop(
                serviceId,
                "coin" + secrets.text("toss-merchant\n" + serviceId, 10),
                "test_ck_" + secrets.text("toss-client-key\n" + serviceId, 32),
                "test_sk_" + secrets.text("toss-secret-key\n" + serviceId, 32),
                secrets.text("toss-security-key\n" + serviceId, 64));
    }
}
