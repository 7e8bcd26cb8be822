package io.focusforge.worker.email;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real SMTP server, GreenMail, which can be told to refuse recipients. */
final class PostOffice implements AutoCloseable {
    /** Two seconds are its own default: too few on a busy machine. */
    private static final Duration START = Duration.ofSeconds(20);

    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final GreenMail server;

    PostOffice(int port) {
        server = new GreenMail(setup(port)) {
            @Override
            protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
                return Map.of(ServerSetup.PROTOCOL_SMTP, new SmtpServer(setups[0], choosy(managers)));
            }
        };
        server.start();
    }

    /** @param answer such as {@code 550 No such user} */
    void refuse(String recipient, String answer) {
        refusals.put(recipient, answer);
    }

    void refuseNobody() {
        refusals.clear();
    }

    /** Once for each recipient. */
    List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    @Override
    public void close() {
        server.stop();
    }

    private static ServerSetup setup(int port) {
        var setup = new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(START.toMillis());
        return setup;
    }

    private Managers choosy(Managers managers) {
        var smtp = new SmtpManager(managers.getImapHostManager(), managers.getUserManager()) {
            @Override
            public String checkRecipient(SmtpState state, MailAddress recipient) {
                return refusals.get(recipient.getEmail());
            }
        };
        return new Managers() {
            @Override
            public SmtpManager getSmtpManager() {
                return smtp;
            }
        };
    }
}
