//! Titles that read like what the company does.

use std::sync::LazyLock;

use crate::text;

/// Words of one language by which a process is told, as they are typed. Left
/// out is what customers do as well (“Create an account”), and verbs that are
/// also the name of a thing (“Store is closed”).
struct Words {
    /// A title begins with them: a verb in no person, or a noun for the work.
    /// A verb in the third person is the customer's and stands in no list.
    begin: &'static [&'static str],
    /// A title of several words ends with them.
    end: &'static [&'static str],
    /// Whether words stand without blanks between them.
    joined: bool,
}

const LANGUAGES: [Words; 5] = [
    // English
    Words {
        begin: &[
            "approve",
            "assign",
            "automate",
            "backend",
            "create customer",
            "create invoice",
            "create lead",
            "create ticket",
            "crm",
            "deliver",
            "dispatch",
            "distribute",
            "e-mail sent",
            "email sent",
            "enrich",
            "erp",
            "escalate",
            "forward",
            "fulfil",
            "fulfill",
            "generate",
            "handle",
            "inform customer",
            "inform the customer",
            "invoice created",
            "invoice sent",
            "lead created",
            "mail sent",
            "maintain",
            "manage",
            "notify",
            "nurture",
            "onboard",
            "onboarding of",
            "order created",
            "order is processed",
            "order processed",
            "order processing",
            "prioritise",
            "prioritize",
            "process",
            "processing of",
            "provision",
            "qualify",
            "reconcile",
            "resolve",
            "sap",
            "send",
            "ship",
            "sync",
            "synchronise",
            "synchronize",
            "system sends",
            "the system",
            "ticket assigned",
            "ticket created",
            "ticket is created",
            "triage",
            "trigger",
            "update",
            "validate",
            "verify",
        ],
        end: &[
            "is dispatched",
            "is generated",
            "is onboarded",
            "is processed",
            "is provisioned",
            "is triggered",
            "is validated",
        ],
        joined: false,
    },
    // German
    Words {
        begin: &[
            "abwicklung",
            "auftragsabwicklung",
            "auftragsbearbeitung",
            "bearbeitung",
            "bereitstellung",
            "erfassung",
            "erstellung",
            "freigabe",
            "kommissionierung",
            "prüfung der",
            "prüfung des",
            "rechnungsstellung",
            "ticketerstellung",
            "validierung",
            "verarbeitung",
            "versand der",
            "versand des",
            "weiterleitung",
            "zuweisung",
        ],
        end: &[
            "abwickeln",
            "anstoßen",
            "auslösen",
            "bearbeiten",
            "benachrichtigen",
            "bereitstellen",
            "eskalieren",
            "freigeben",
            "generieren",
            "kommissionieren",
            "onboarden",
            "pflegen",
            "validieren",
            "verarbeiten",
            "versenden",
            "weiterleiten",
            "wird angelegt",
            "wird verarbeitet",
            "wird versendet",
            "zuweisen",
        ],
        joined: false,
    },
    // Spanish
    Words {
        begin: &[
            "actualizar",
            "alta de",
            "aprobar",
            "asignar",
            "despachar",
            "emitir",
            "enviar",
            "envío de",
            "escalar",
            "facturación",
            "facturar",
            "generar",
            "gestionar",
            "gestión de",
            "notificar",
            "procesamiento",
            "procesar",
            "registrar",
            "registro de",
            "tramitación",
            "tramitar",
            "validación",
            "validar",
            "verificar",
        ],
        end: &["es procesada", "es procesado", "se procesa"],
        joined: false,
    },
    // Russian
    Words {
        begin: &[
            "валидация",
            "выгрузить",
            "выгрузка",
            "выставить счёт",
            "выставление счёта",
            "назначить",
            "обновить",
            "обновление",
            "обработать",
            "обработка",
            "отгрузить",
            "отгрузка",
            "отправить",
            "отправка",
            "передать",
            "передача",
            "проверка",
            "синхронизация",
            "согласование",
            "согласовать",
            "создание заявки",
            "создать заявку",
            "уведомить",
            "уведомление клиента",
            "формирование",
            "эскалация",
        ],
        end: &["обрабатывается", "обработан"],
        joined: false,
    },
    // Chinese, in both scripts
    Words {
        begin: &[
            "分配",
            "创建工单",
            "发送",
            "發送",
            "同步",
            "处理",
            "處理",
            "审批",
            "审核",
            "審批",
            "審核",
            "开具发票",
            "录入",
            "推送",
            "更新",
            "校验",
            "派发",
            "派单",
            "生成",
            "系统发送",
            "系统生成",
            "系统自动",
            "维护",
            "触发",
            "觸發",
            "跟进客户",
            "通知客户",
            "通知客戶",
            "验证客户",
            "验证订单",
        ],
        end: &[],
        joined: true,
    },
];

/// Whether a title reads like a step of the company: it begins with a verb
/// that is no person's (“Process the order”, “发送确认邮件”), or names the work
/// (“Prüfung der Unterlagen”). “Sends back the shoes” is what the customer
/// does. It is a guess: a journey told as “Send it back” is misunderstood.
pub fn sounds_like_a_process(title: &str) -> bool {
    let title = text::fold(title.trim());
    !title.is_empty() && FOLDED.iter().any(|words| words.tell(&title))
}

/// The words as titles are compared with them.
static FOLDED: LazyLock<Vec<Folded>> = LazyLock::new(|| {
    let folded = |words: &[&str]| words.iter().map(|word| text::fold(word)).collect();
    let folded = |words: &Words| Folded {
        begin: folded(words.begin),
        end: folded(words.end),
        joined: words.joined,
    };
    LANGUAGES.iter().map(folded).collect()
});

struct Folded {
    begin: Vec<String>,
    end: Vec<String>,
    joined: bool,
}

impl Folded {
    /// Whether a folded title is told in these words.
    fn tell(&self, title: &str) -> bool {
        let begins = |word: &String| {
            let rest = title.strip_prefix(word.as_str());
            rest.is_some_and(|rest| self.joined || !rest.starts_with(is_of_word))
        };
        let ends = |word: &String| {
            let rest = title.strip_suffix(word.as_str());
            rest.is_some_and(|rest| !rest.is_empty() && !rest.ends_with(is_of_word))
        };
        self.begin.iter().any(begins) || self.end.iter().any(ends)
    }
}

/// Whether a word goes on with it.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_company_does_sounds_like_a_process() {
        for title in [
            "Process order",
            "  send confirmation mail",
            "UPDATE CRM",
            "Validate address",
            "Onboard customer",
            "Trigger refund",
            "Ship",
            "CRM: new lead",
            "Ticket created",
            "The order is processed",
            "Prüfung der Unterlagen",
            "Pruefung: Auftrag bearbeiten",
            "Rechnung versenden",
            "Enviar confirmación",
            "TRAMITACIÓN del pedido",
            "Обработка заказа",
            "Отправить письмо",
            "发送确认邮件",
            "审核订单",
        ] {
            assert!(sounds_like_a_process(title), "{title}");
        }
    }

    #[test]
    fn what_the_customer_lives_through_does_not() {
        for title in [
            "",
            "Sends back the shoes",
            "Updates her address",
            "Validates the ticket at the gate",
            "Ships it back",
            "Shipping takes six days",
            "Processing takes long",
            "Store is closed",
            "Import duties appear",
            "Pick-up at the shop",
            "Send-off party",
            "Create an account",
            "Waits for the update",
            "Wartet auf die Freigabe",
            "Versendet die Schuhe",
            "Versand dauert sechs Tage",
            "Bearbeiten",
            "Envía las botas",
            "Espera la validación",
            "Отправляет посылку",
            "Оформление заказа",
            "等待处理",
            "六天没有消息",
            "系统崩溃了",
        ] {
            assert!(!sounds_like_a_process(title), "{title}");
        }
    }

    #[test]
    fn no_word_is_written_in_vain() {
        for words in &*FOLDED {
            for word in words.begin.iter().chain(&words.end) {
                assert_eq!(word, word.trim());
                assert!(!word.is_empty());
            }
            for word in &words.end {
                assert!(words.tell(&format!("x {word}")), "{word}");
            }
            for word in &words.begin {
                assert!(words.tell(word), "{word}");
            }
        }
    }
}
