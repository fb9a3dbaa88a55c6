package dev.fresnel.simulator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ServerCertificateTest {

    @Test
    void the_authority_of_the_kubeconfig_has_signed_the_servers_certificate() throws Exception {
        ServerCertificate made = ServerCertificate.forLoopback(Clock.systemUTC());
        X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(made.authority().getBytes(StandardCharsets.US_ASCII)));
        X509Certificate server = made.chain().getFirst();

        server.verify(authority.getPublicKey());
        server.checkValidity();
        assertThat(authority.getBasicConstraints()).isGreaterThanOrEqualTo(0);
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getSubjectAlternativeNames().toString()).contains("localhost", "127.0.0.1");
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }
}
