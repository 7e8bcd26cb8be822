package io.focusforge.worker.email;

import io.focusforge.worker.job.JobKey;
import io.quarkus.mailer.Mail;
import io.quarkus.qute.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes mails. The id of one is made from its job's, so that the receiver can tell a repeated one. */
@ApplicationScoped
class Letters {
    private final Engine templates;

    Letters(Engine templates) {
        this.templates = templates;
    }

    Mail write(JobKey job, String from, Email email) {
        var mail = new Mail()
                .setTo(distinct(email.to()))
                .setCc(distinct(email.cc()))
                .setBcc(distinct(email.bcc()))
                .setSubject(email.subject())
                .addHeader("Message-ID", "<" + job.id() + "@" + domain(from) + ">")
                .addHeader("Auto-Submitted", "auto-generated");
        if (email.replyTo() != null) {
            mail.setReplyTo(email.replyTo());
        }
        email.attachments().forEach(file -> mail.addAttachment(file.name(), file.content(), file.contentType()));
        return email.template() == null
                ? mail.setText(lines(email.text())).setHtml(lines(email.html()))
                : mail.setText(lines(render(email, "txt"))).setHtml(lines(render(email, "html")));
    }

    /** The mail client ends lines itself, and takes a CR for a character. */
    private static String lines(String text) {
        return text == null ? null : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** What stands between angle brackets, or all of it: {@code FocusForge <no-reply@example.com>}. */
    static String domain(String from) {
        var end = from.indexOf('>');
        return from.substring(from.lastIndexOf('@') + 1, end < 0 ? from.length() : end)
                .strip();
    }

    private String render(Email email, String variant) {
        var instance = templates
                .getTemplate("email/" + email.template() + "." + variant)
                .instance();
        email.variables().forEach(instance::data);
        return instance.render();
    }

    private static List<String> distinct(List<String> addresses) {
        return addresses.stream().distinct().toList();
    }
}
