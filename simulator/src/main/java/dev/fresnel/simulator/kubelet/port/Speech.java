package dev.fresnel.simulator.kubelet.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** How a program talks with those who connect to its port. */
@FunctionalInterface
public interface Speech {

    /** Talks until either side ends the connection. */
    void talk(InputStream in, OutputStream out) throws IOException;

    /** Takes what comes and says nothing, as servers do whose protocol the client does not speak. */
    static Speech silent() {
        return (in, _) -> in.transferTo(OutputStream.nullOutputStream());
    }
}
