package io.coinslot.gateway.registration;

import io.coinslot.gateway.client.ClientSecrets;
import io.coinslot.gateway.client.Clients;
import io.coinslot.gateway.entrance.EndedTokens;
import io.coinslot.gateway.limit.ClientLimits;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RegistrationConfiguration {
    @Bean
    Registrations registrations(
            Clients clients, ClientSecrets secrets, ClientLimits known, EndedTokens ended, Clock clock) {
        return new Registrations(clients, secrets, known, ended, clock);
    }
}
