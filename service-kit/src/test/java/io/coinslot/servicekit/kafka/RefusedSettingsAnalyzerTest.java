package io.coinslot.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("it reads all output")
class RefusedSettingsAnalyzerTest {
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(KafkaConfiguration.class)
    static class HasABroker {}

    @Test
    void aServiceThatIsAskedToForgetItsPromisesDoesNotStartAndSaysWhy(CapturedOutput output) {
        SpringApplication application = new SpringApplication(HasABroker.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(() -> application.run(
                        "--coinslot.kafka.bootstrap-servers=127.0.0.1:9",
                        "--coinslot.kafka.properties.acks=1",
                        "--coinslot.kafka.properties.sasl.jass.config=hush"))
                .hasRootCauseInstanceOf(RefusedSettings.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("coinslot.kafka.properties.acks cannot be set")
                .contains("coinslot.kafka.properties.sasl.jass.config is no setting of Kafka's clients")
                .doesNotContain("hush", "\tat io.coinslot");
    }
}
