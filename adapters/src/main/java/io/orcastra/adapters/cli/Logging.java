package io.orcastra.adapters.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.orcastra.adapters.yaml.LogSettings;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up logback in code: reading its XML would cost a short command a tenth of a second. */
final class Logging {

    private static final Logger LOG = LoggerFactory.getLogger(Logging.class);
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %msg %kvp%n%ex";
    private static final String OURS = "io.orcastra";
    /** Logs each compile error it throws as well; ours names file, line and advice. */
    private static final String DROOLS = "org.drools";
    private static final String ROTATED_SIZE = "10MB";
    private static final int ROTATED_FILES = 3;

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    private Logging() {
    }

    /** For a command that answers on standard output: warnings of ours on standard error, as short lines. */
    static void forCommand(boolean debug) {
        Logging logging = new Logging();
        logging.context.reset();
        logging.context.getLogger(DROOLS).setLevel(Level.OFF);
        logging.context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
        logging.context.getLogger(OURS).setLevel(debug ? Level.DEBUG : Level.WARN);
        logging.console("System.err", logging.text(debug ? PATTERN : "%-5level %msg %kvp%n%nopex"));
    }

    /** For the daemon: everything worth knowing on standard output, and in a file when asked. */
    static void forDaemon(LogSettings settings) {
        Logging logging = new Logging();
        logging.context.reset();
        logging.context.getLogger(DROOLS).setLevel(Level.OFF);
        logging.context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        logging.context.getLogger(OURS).setLevel(settings.debug() ? Level.DEBUG : Level.INFO);
        logging.console("System.out", logging.encoder(settings));
        settings.file().filter(file -> !logging.file(file, logging.encoder(settings))).ifPresent(file -> LOG.atWarn()
                .addKeyValue("file", file).addKeyValue("advice", "Maybe its folder is not there, or not writable for this user")
                .log("The log file cannot be written"));
    }

    private Encoder<ILoggingEvent> encoder(LogSettings settings) {
        if (settings.format() == LogSettings.Format.TEXT) {
            return text(PATTERN);
        }
        JsonEncoder json = new JsonEncoder();
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithContext(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setContext(context);
        json.start();
        return json;
    }

    private Encoder<ILoggingEvent> text(String pattern) {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setPattern(pattern);
        text.setContext(context);
        text.start();
        return text;
    }

    private void console(String target, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget(target);
        start(console, encoder);
    }

    /** False when the file cannot be written. */
    private boolean file(Path path, Encoder<ILoggingEvent> encoder) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setFile(path.toString());
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setFileNamePattern(path + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(ROTATED_FILES);
        window.setParent(file);
        window.setContext(context);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setMaxFileSize(FileSize.valueOf(ROTATED_SIZE));
        size.setContext(context);
        size.start();
        file.setRollingPolicy(window);
        file.setTriggeringPolicy(size);
        start(file, encoder);
        return file.isStarted();
    }

    private void start(OutputStreamAppender<ILoggingEvent> appender, Encoder<ILoggingEvent> encoder) {
        appender.setEncoder(encoder);
        appender.setContext(context);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
}
