package io.coinslot.servicekit.configuration;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/** What every service sets alike, unless its own configuration or an operator's says otherwise. */
final class ServiceDefaults implements EnvironmentPostProcessor {
    private static final Map<String, Object> PROPERTIES = Map.of(
            "spring.main.banner-mode", "off",
            "spring.threads.virtual.enabled", "true",
            // No service reads forms.
            "spring.mvc.formcontent.filter.enabled", "false",
            "server.shutdown", "graceful",
            "management.endpoints.web.exposure.include", "health,prometheus",
            "management.endpoint.health.probes.enabled", "true",
            "management.endpoint.health.group.readiness.include", "readinessState,storeIndexes",
            // A service is asked by who runs it; the gateway, which others reach, says the state alone.
            "management.endpoint.health.group.readiness.show-details", "always",
            // Requests under way are counted by coinslot.http.places.taken.
            "management.metrics.observations.ignored-meters", "long-task-timer");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        DefaultPropertiesPropertySource.addOrMerge(PROPERTIES, environment.getPropertySources());
    }
}
