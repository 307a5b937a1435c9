package io.coinslot.servicekit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.key.SecretKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("it reads all output")
class UnusableKeysAnalyzerTest {
    @TempDir
    private static Path directory;

    @Configuration(proxyBeanMethods = false)
    static class NeedsKeys {
        @Bean
        Sealer sealer() {
            return new Sealer(new SecretKeys(directory));
        }
    }

    @Test
    void aServiceThatCannotStartWithItsKeysSaysWhyWithoutAStackTrace(CapturedOutput output) {
        SpringApplication application = new SpringApplication(NeedsKeys.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(application::run).hasRootCauseInstanceOf(java.io.IOException.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("sealing-keyset.json cannot be read")
                .doesNotContain("\tat io.coinslot");
    }
}
