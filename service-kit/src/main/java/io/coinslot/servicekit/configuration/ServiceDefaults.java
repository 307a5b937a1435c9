package io.coinslot.servicekit.configuration;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/** What every service sets alike, unless its own configuration or an operator's says otherwise. */
final class ServiceDefaults implements EnvironmentPostProcessor {
    private static final Map<String, Object> PROPERTIES = Map.ofEntries(
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("spring.threads.virtual.enabled", "true"),
            // No service reads forms.
            Map.entry("spring.mvc.formcontent.filter.enabled", "false"),
            Map.entry("server.shutdown", "graceful"),
            // More than the gateway takes (16 KB), which sends headers of its own along.
            Map.entry("server.max-http-request-header-size", "20KB"),
            Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
            Map.entry("management.endpoint.health.probes.enabled", "true"),
            Map.entry(
                    "management.endpoint.health.group.readiness.include",
                    "readinessState,storeIndexes,compactedTables,sealedSecrets"),
            // A service is asked by who runs it; the gateway, which others reach, says the state alone.
            Map.entry("management.endpoint.health.group.readiness.show-details", "always"),
            // Requests under way are counted by coinslot.http.places.taken.
            Map.entry("management.metrics.observations.ignored-meters", "long-task-timer"),
            // The trace that a problem names stands in the lines of its request.
            Map.entry("logging.pattern.correlation", "[%X{traceId:-}] "));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        DefaultPropertiesPropertySource.addOrMerge(PROPERTIES, environment.getPropertySources());
    }
}
