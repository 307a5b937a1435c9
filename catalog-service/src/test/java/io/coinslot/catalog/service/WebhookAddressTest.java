package io.coinslot.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coinslot.servicekit.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {
    private final WebhookAddress publicOnly = new WebhookAddress(false);
    private final WebhookAddress local = new WebhookAddress(true);

    @ParameterizedTest
    @ValueSource(strings = {"https://game.example/hook", "https://203.0.113.7:8443/hook?x=1", "https://[2001:db8::1]/"})
    void takesHttpsToPublicHosts(String url) {
        assertThat(publicOnly.check(url, "/webhookUrl")).isEqualTo(url);
        assertThat(local.check(url, "/webhookUrl")).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9000/hook", "http://localhost/hook", "http://[::1]:9000/"})
    void takesHttpToLoopbackOnlyWhereAllowed(String url) {
        assertThat(local.check(url, "/webhookUrl")).isEqualTo(url);
        refuses(publicOnly, url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/", "https://192.168.1.1/", "https://169.254.169.254/latest", "https://127.0.0.1/",
                "https://localhost/", "https://[fd00::1]/", "https://[::1]/", "https://0.0.0.0/"
            })
    void refusesPrivateAddresses(String url) {
        refuses(publicOnly, url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hook",
                "/hook",
                "ftp://game.example/",
                "http://game.example/",
                "https://u:p@game.example/",
                "https://game.example/#f",
                "https://",
                "https:///x",
                "file:///etc/passwd",
                "https://exa mple/",
                "https://game.example:0/",
                "https://game.example:65536/"
            })
    void refusesWhatIsNoWebhook(String url) {
        refuses(publicOnly, url);
        refuses(local, url);
    }

    private static void refuses(WebhookAddress address, String url) {
        assertThatThrownBy(() -> address.check(url, "/webhookUrl"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(
                                        refusal.problem().errors().getFirst().pointer())
                                .isEqualTo("/webhookUrl"));
    }
}
