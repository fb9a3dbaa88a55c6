package dev.fresnel.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AuthorityTest {

    private final Authority authority = Authority.create("test");

    @Test
    void its_own_certificate_may_sign_certificates_and_nothing_else() throws Exception {
        X509Certificate own = parse(authority.identity());

        own.verify(own.getPublicKey());
        assertThat(own.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(own.getKeyUsage()).containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(own.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    }

    @Test
    void a_server_is_known_by_its_names_and_addresses() throws Exception {
        X509Certificate server =
                parse(authority.issueForHosts("server", List.of("localhost", "127.0.0.1", "a.b.example.com")));

        server.verify(parse(authority.identity()).getPublicKey());
        server.checkValidity();
        assertThat(server.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(2, "a.b.example.com"));
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void a_user_has_a_name_and_groups_of_any_characters() throws Exception {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

        X509Certificate user = parse(authority.issueForUser("jo \"ü\" 名前, x", List.of("a,b", "c=d"), tomorrow));

        assertThat(user.getSubjectX500Principal().getName("RFC1779"))
                .isEqualTo("CN=\"jo \\\"ü\\\" 名前, x\", O=\"c=d\", O=\"a,b\"");
        assertThat(user.getIssuerX500Principal())
                .isEqualTo(parse(authority.identity()).getSubjectX500Principal());
        assertThat(user.getNotAfter().toInstant()).isBetween(tomorrow.minusSeconds(1), tomorrow);
    }

    @Test
    void a_certificate_may_have_expired_already() throws Exception {
        X509Certificate old =
                parse(authority.issueForUser("old", List.of(), Instant.now().minusSeconds(5)));

        assertThatThrownBy(old::checkValidity).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void it_can_be_read_again_and_goes_on_signing() throws Exception {
        Authority again = Authority.of("test", authority.identity());

        parse(again.issueForHosts("server", List.of("localhost")))
                .verify(parse(authority.identity()).getPublicKey());
    }

    private static X509Certificate parse(Identity identity) throws GeneralSecurityException {
        byte[] pem = identity.certificate().getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}
