package io.coinslot.localstack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts processes that outlive the one that starts them and its terminal. */
public final class DetachedProcess {
    private static final List<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid");
    private static final String PERL = "/usr/bin/perl";

    private DetachedProcess() {}

    /** Starts the words in a session of their own; what they print goes to the log. */
    public static Process start(List<String> words, Path directory, Path log) throws IOException {
        List<String> all = new ArrayList<>(ownSession());
        all.addAll(words);
        return new ProcessBuilder(all)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Where there is no setsid program, as on macOS, Perl has the call. */
    private static List<String> ownSession() {
        for (String program : SETSID) {
            if (Files.isExecutable(Path.of(program))) {
                return List.of(program);
            }
        }
        return Files.isExecutable(Path.of(PERL))
                ? List.of(PERL, "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die")
                : List.of();
    }
}
