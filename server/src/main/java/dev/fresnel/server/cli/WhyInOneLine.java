package dev.fresnel.server.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import org.slf4j.LoggerFactory;

/**
 * What a log line says of an exception: its own words and where to see the rest, as long as nobody asked for more. Named in
 * {@code logback.xml}.
 */
public final class WhyInOneLine extends ThrowableProxyConverter {

    @Override
    public String convert(ILoggingEvent event) {
        IThrowableProxy why = event.getThrowableProxy();
        if (why == null || LoggerFactory.getLogger("dev.fresnel").isDebugEnabled()) {
            return super.convert(event);
        }
        String words = why.getMessage() == null ? why.getClassName() : why.getMessage();
        return ": " + words.lines().findFirst().orElse("") + " (FRESNEL_LOG=DEBUG shows where)";
    }
}
