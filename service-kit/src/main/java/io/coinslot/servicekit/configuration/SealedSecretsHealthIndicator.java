package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.key.SealWatch;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A process is not ready before it is known that it has the keys of all secrets that it will have to open. */
final class SealedSecretsHealthIndicator implements HealthIndicator {
    private final ConfigurableListableBeanFactory beans;

    SealedSecretsHealthIndicator(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** To ask for the watch would make it, also where nothing is sealed and no keyset is given. */
    @Override
    public Health health() {
        List<String> unseen = beans.getSingleton("sealWatch") instanceof SealWatch watch ? watch.unseen() : List.of();
        return unseen.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetail("waitingFor", unseen).build();
    }
}
