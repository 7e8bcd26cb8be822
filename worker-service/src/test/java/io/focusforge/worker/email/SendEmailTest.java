package io.focusforge.worker.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class SendEmailTest {
    private static final Map<String, Object> PLAIN =
            Map.of("to", List.of("ada@example.com"), "subject", "Hello", "text", "Hi there.");

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    AdjustableClock clock;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    private PostOffice office;

    @BeforeEach
    void open() {
        office = new PostOffice(port);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private UUID send(Map<String, ?> email) {
        return jobs.accepted(Map.of("type", "email.send", "payload", email));
    }

    private static Map<String, Object> plain(String field, Object value) {
        var email = new HashMap<>(PLAIN);
        email.put(field, value);
        return email;
    }

    private MimeMessage sent(Map<String, ?> email) {
        jobs.await(send(email), "succeeded");
        return office.received().getFirst();
    }

    private JsonPath failedOnce(UUID id) {
        return await().until(() -> jobs.get(id), job -> job.getList("errors").size() == 1);
    }

    private static String whole(Message message) {
        return GreenMailUtil.getWholeMessage((MimeMessage) message);
    }

    @Test
    void sendsAMailFromTheInstallationUnderAnIdOfItsJob() throws MessagingException {
        var id = send(plain("replyTo", "team@example.com"));
        jobs.await(id, "succeeded");
        var mail = office.received().getFirst();
        assertThat(mail.getFrom())
                .extracting(Object::toString)
                .containsExactly("FocusForge <no-reply@focusforge.test>");
        assertThat(mail.getReplyTo()).extracting(Object::toString).containsExactly("team@example.com");
        assertThat(mail.getSubject()).isEqualTo("Hello");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<" + id + "@focusforge.test>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(GreenMailUtil.getBody(mail)).contains("Hi there.");
    }

    @Test
    void showsRecipientsButThoseOfTheBlindCopy() throws MessagingException {
        var email = plain("cc", List.of("bob@example.com"));
        email.put("bcc", List.of("eve@example.com", "eve@example.com"));
        var mail = sent(email);
        assertThat(office.received()).hasSize(3);
        assertThat(mail.getRecipients(Message.RecipientType.CC))
                .extracting(Object::toString)
                .containsExactly("bob@example.com");
        assertThat(whole(mail)).doesNotContain("eve@");
    }

    @Test
    void sendsTextAndHtmlWithAttachments() {
        var email = plain("html", "<p>Hi <b>there</b>.</p>");
        var content =
                Base64.getEncoder().encodeToString("BEGIN:VCALENDAR".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        email.put(
                "attachments",
                List.of(Map.of("name", "Übersicht 1.ics", "contentType", "text/calendar", "content", content)));
        assertThat(whole(sent(email)))
                .contains("multipart/alternative", "text/html", "<b>there</b>", "text/calendar", content);
    }

    @Test
    void keepsALineWithASingleDot() {
        assertThat(GreenMailUtil.getBody(sent(plain("text", "one\r\n.\r\ntwo"))))
                .contains("one\r\n.\r\ntwo");
    }

    @Test
    void writesATemplateAndEscapesWhatIsPutIntoIt() {
        var variables =
                Map.of("title", "Hi <script>", "message", "{title} & more", "link", "https://example.com/?a=1&b=2");
        var email =
                Map.of("to", List.of("ada@example.com"), "subject", "S", "template", "notice", "variables", variables);
        assertThat(whole(sent(email)).replace("=\r\n", "").replace("=3D", "="))
                .contains("Hi &lt;script&gt;</h1>", "{title} &amp; more", "href=\"https://example.com/?a=1&amp;b=2\"")
                .contains("Hi <script>\r\n\r\n{title} & more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject\r\nBcc: eve@example.com", "Subject\nX: y", "Sub\u0085ject"})
    void refusesASubjectThatWouldBecomeAHeader(String subject) {
        refused(plain("subject", subject), "payload.subject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@example.com",
                "ada@example.com\r\nBcc: eve@example.com",
                "ada@example.com, eve@example.com",
                "Ada <ada@example.com>",
                "<ada@example.com>",
                "\"ada\"@example.com",
                "ada@[127.0.0.1]",
                "ada@example..com",
                "ada@-example.com",
                ".ada@example.com",
                "ada@example.com> SIZE=1",
                "ada@ex\u00e4mple.com"
            })
    void refusesWhatIsNotOneBareAddress(String address) {
        refused(plain("to", List.of(address)), "payload.to[0]");
        refused(plain("replyTo", address), "payload.replyTo");
    }

    @Test
    void refusesALongAddressAtOnce() {
        refused(plain("to", List.of("a.".repeat(50_000) + "@" + "a.".repeat(50_000) + "com")), "payload.to[0]");
    }

    @Test
    void refusesTooManyRecipientsTogether() {
        var email = plain("to", Collections.nCopies(30, "ada@example.com"));
        email.put("bcc", Collections.nCopies(21, "ada@example.com"));
        refused(email, "payload.to");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'subject':'S','text':'T'}                                                                                  | payload.to
            {'to':[],'subject':'S','text':'T'}                                                                          | payload.to
            {'to':['a@b.c'],'text':'T'}                                                                                 | payload.subject
            {'to':['a@b.c'],'subject':'S'}                                                                              | payload.text
            {'to':['a@b.c'],'subject':'S','text':'T','from':'x@b.c'}                                                    | payload.from
            {'to':['a@b.c'],'subject':'S','text':'T','headers':{}}                                                      | payload.headers
            {'to':['a@b.c'],'subject':'S','text':'T','variables':{'a':'b'}}                                             | payload.variables
            {'to':['a@b.c'],'subject':'S','template':'nothing'}                                                         | notice, task-reminder
            {'to':['a@b.c'],'subject':'S','template':'../notice'}                                                       | payload.template
            {'to':['a@b.c'],'subject':'S','template':'notice','html':'x','variables':{'title':'t','message':'m'}}        | payload.template
            {'to':['a@b.c'],'subject':'S','template':'notice','variables':{'title':'t'}}                                 | payload.variables.message
            {'to':['a@b.c'],'subject':'S','template':'notice','variables':{'title':'t','message':'m','x':'y'}}           | payload.variables
            {'to':['a@b.c'],'subject':'S','template':'notice','variables':{'title':'t','message':'m','link':'javascript:alert(1)'}} | payload.variables.link
            {'to':['a@b.c'],'subject':'S','text':'T','attachments':[{'name':'a/b','contentType':'text/plain','content':''}]}        | payload.attachments[0].name
            {'to':['a@b.c'],'subject':'S','text':'T','attachments':[{'name':'a','contentType':'text','content':''}]}                | payload.attachments[0].contentType
            {'to':['a@b.c'],'subject':'S','text':'T','attachments':[{'name':'a','contentType':'text/plain','content':'%'}]}         | payload.attachments[0].content""")
    void refusesBadInputAndStoresNothing(String payload, String detail) {
        jobs.post("{\"type\":\"email.send\",\"payload\":" + payload.replace('\'', '"') + "}")
                .then()
                .statusCode(400)
                .body("detail", containsString(detail));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void refusesAttachmentsThatAreLarge() {
        var content = Base64.getEncoder().encodeToString(new byte[80 * 1024]);
        var file = Map.of("name", "a", "contentType", "application/octet-stream", "content", content);
        refused(plain("attachments", List.of(file, file)), "payload.attachments");
    }

    private void refused(Map<String, ?> email, String detail) {
        jobs.post(Map.of("type", "email.send", "payload", email))
                .then()
                .statusCode(400)
                .body("detail", containsString(detail));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void diesOfARecipientThatTheServerDoesNotKnowAndSendsNothingToTheOthers() {
        office.refuse("gone@example.com", "550 5.1.1 <gone@example.com>: no such user here");
        var job = jobs.await(send(plain("cc", List.of("gone@example.com"))), "dead");
        assertThat(job.getList("errors.code")).containsExactly("email_refused");
        assertThat(job.getString("errors[0].message")).contains("550").doesNotContain("gone@example.com");
        assertThat(office.received()).isEmpty();
    }

    @Test
    void triesAgainWhatTheServerRefusedForNow() throws MessagingException {
        office.refuse("ada@example.com", "451 4.7.1 greylisted");
        var id = send(PLAIN);
        assertThat(failedOnce(id).getString("errors[0].code")).isEqualTo("email_deferred");
        office.refuseNobody();
        clock.putForward(Duration.ofSeconds(11));
        jobs.await(id, "succeeded");
        assertThat(office.received().getFirst().getMessageID()).contains(id.toString());
    }

    @Test
    void waitsForAServerThatIsAway() {
        office.close();
        var id = send(PLAIN);
        assertThat(failedOnce(id).getString("errors[0].code")).isEqualTo("email_server_unreachable");
        office = new PostOffice(port);
        clock.putForward(Duration.ofSeconds(11));
        jobs.await(id, "succeeded");
        assertThat(office.received()).hasSize(1);
    }
}
