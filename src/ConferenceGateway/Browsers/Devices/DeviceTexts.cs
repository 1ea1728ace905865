using ConferenceGateway.Browsers.Check;
using ConferenceGateway.Portal;

namespace ConferenceGateway.Browsers.Devices;

/// <summary>The device test's words. The script has none of its own: it takes those of <see cref="Words"/> from the page.</summary>
internal static class DeviceTexts
{
    public static readonly Text Title = new("Gerät testen", "Test your device");
    public static readonly Text NeedsScript = new("Dieser Test braucht Skripte, und die sind hier abgeschaltet.", "This test needs scripts, and they are switched off here.");
    public static readonly Text CheckInstead = new("Ob Ihr Browser geeignet ist, sagt die Prüfung ohne Skripte.", "The check says without scripts whether your browser is suitable.");
    public static readonly Text ToCheck = new("Browser prüfen", "Check the browser");
    public static readonly Text Start = new("Test starten", "Start the test");
    public static readonly Text Again = new("Noch einmal prüfen", "Test again");
    public static readonly Text Device = new("Ihr Gerät", "Your device");
    public static readonly Text Camera = new("Kamera", "Camera");
    public static readonly Text Picture = new("Bild Ihrer Kamera", "Picture of your camera");
    public static readonly Text WhichCamera = new("Welche Kamera", "Which camera");
    public static readonly Text RetryCamera = new("Kamera erneut prüfen", "Check the camera again");
    public static readonly Text Microphone = new("Mikrofon", "Microphone");
    public static readonly Text Level = new("Pegel des Mikrofons", "Level of the microphone");
    public static readonly Text WhichMicrophone = new("Welches Mikrofon", "Which microphone");
    public static readonly Text RetryMicrophone = new("Mikrofon erneut prüfen", "Check the microphone again");
    public static readonly Text Speaker = new("Lautsprecher", "Speaker");
    public static readonly Text Play = new("Ton abspielen", "Play a sound");
    public static readonly Text DoYouHear = new("Hören Sie den Ton?", "Do you hear the sound?");
    public static readonly Text DidYouHear = new("Haben Sie ihn gehört?", "Did you hear it?");
    public static readonly Text Yes = new("Ja", "Yes");
    public static readonly Text No = new("Nein", "No");
    public static readonly Text WhichSpeaker = new("Wo der Ton herauskommt", "Where the sound comes out");
    public static readonly Text Connection = new("Verbindung", "Connection");
    public static readonly Text Clock = new("Uhr", "Clock");
    public static readonly Text Measured = new("Alle Messwerte", "All measurements");
    public static readonly Text GetHelp = new("Hilfe holen", "Get help");

    /// <summary>The button that leads on, or null: there is no room to lead to.</summary>
    public static Text Onward(string? room) => room is null ? new("Zur Startseite", "To the start page") : new($"Zum Raum „{room}“", $"To the room “{room}”");

    /// <summary>What the script says, by the name under which it asks.</summary>
    public static IEnumerable<(string Name, Text Text)> Words(Verdict verdict, string? room) =>
    [
        ("start", new("Kamera und Mikrofon testen", "Test camera and microphone")),
        ("start-lead", new("Das dauert eine halbe Minute. Niemand sieht oder hört Sie dabei, und nichts wird aufgenommen.", "It takes half a minute. Nobody sees or hears you meanwhile, and nothing is recorded.")),
        ("last", new("Zuletzt geprüft am", "Last tested on")),
        ("last-ready", new("Sie waren bereit.", "You were ready.")),
        ("last-limits", new("Teilnehmen ging, aber nicht mit allem.", "You could join, but not with everything.")),
        ("last-cannot", new("Teilnehmen ging nicht.", "You could not join.")),
        ("run", new("Ihr Gerät wird geprüft.", "Your device is being tested.")),
        ("run-lead", new("Fragt der Browser nach Mikrofon und Kamera, erlauben Sie beides. Sagen Sie dabei etwas.", "If the browser asks for microphone and camera, allow both. Say something meanwhile.")),
        ("ready", new("Sie sind bereit.", "You are ready.")),
        ("ready-lead", new("Bild, Ton und Verbindung sind gut. Das gilt 14\u00a0Tage in diesem Browser.", "Picture, sound and connection are good. That holds for 14\u00a0days in this browser.")),
        ("camera-off", new("Sie können teilnehmen, aber ohne Bild.", "You can join, but without a picture.")),
        ("camera-off-denied", new("Diese Seite darf nicht an Ihre Kamera. Ton geht.", "This page may not use your camera. Sound works.")),
        ("camera-off-none", new("Es ist keine Kamera da. Ton geht.", "There is no camera. Sound works.")),
        ("camera-off-busy", new("Die Kamera gibt kein Bild her. Ton geht.", "The camera gives no picture. Sound works.")),
        ("camera-off-silent", new("Die Kamera antwortet nicht. Ton geht.", "The camera does not answer. Sound works.")),
        ("camera-off-black", new("Das Bild Ihrer Kamera ist schwarz. Ton geht.", "The picture of your camera is black. Sound works.")),
        ("camera-off-go", new("Weiter ohne Bild", "Go on without a picture")),
        ("mic-off", new("Sie können teilnehmen, aber man hört Sie nicht.", "You can join, but nobody hears you.")),
        ("mic-off-denied", new("Diese Seite darf nicht an Ihr Mikrofon.", "This page may not use your microphone.")),
        ("mic-off-none", new("Es ist kein Mikrofon da.", "There is no microphone.")),
        ("mic-off-busy", new("Das Mikrofon gibt keinen Ton her.", "The microphone gives no sound.")),
        ("mic-off-silent", new("Das Mikrofon antwortet nicht.", "The microphone does not answer.")),
        ("mic-off-mute", new("Das Mikrofon ist an, hört aber nichts.", "The microphone is on, but hears nothing.")),
        ("mic-off-go", new("Weiter ohne Mikrofon", "Go on without a microphone")),
        ("both-off", new("Sie können teilnehmen, aber man sieht und hört Sie nicht.", "You can join, but nobody sees or hears you.")),
        ("both-off-lead", new("Kamera und Mikrofon gehen hier nicht. Unten steht, was hilft.", "Camera and microphone do not work here. What helps stands below.")),
        ("both-off-go", new("Weiter, nur zum Zuhören", "Go on, just to listen")),
        ("deaf", new("Sie können teilnehmen, aber Sie hören nichts.", "You can join, but you hear nothing.")),
        ("deaf-lead", new("Der Ton kam nicht an. Unten steht, was hilft.", "The sound did not come out. What helps stands below.")),
        ("clock-off", new("Sie können teilnehmen, aber die Uhr dieses Geräts geht falsch.", "You can join, but this device’s clock is wrong.")),
        ("clock-off-lead", new("Mit falscher Uhr lassen Räume mit Passwort Sie vielleicht nicht hinein.", "With a wrong clock, rooms with a password may not let you in.")),
        ("slow", new("Sie können teilnehmen, aber Bild und Ton können stocken.", "You can join, but picture and sound may stutter.")),
        ("slow-lead", new("Aus diesem Netz ist der Weg zu uns lang. Ein anderes Netz hilft oft.", "From this network the way to us is long. Another network often helps.")),
        ("detour-lead", new("Aus diesem Netz geht es nur über Umwege. Ein anderes Netz hilft oft.", "From this network only detours are open. Another network often helps.")),
        ("shut", new("Sie können teilnehmen, aber vielleicht ohne Bild und Ton.", "You can join, but perhaps without picture and sound.")),
        ("shut-lead", new("Aus diesem Netz war kein Weg für Bild und Ton offen. Ein anderes Netz hilft oft.", "From this network no way for picture and sound was open. Another network often helps.")),
        ("partly", new("Sie können teilnehmen, aber die Verbindung ist eingeschränkt.", "You can join, but the connection is restricted.")),
        ("partly-lead", new("Ein Schutzprogramm oder das Netz hält einen Teil davon auf. Ein anderes Netz hilft oft.", "A protection program or the network holds part of it back. Another network often helps.")),
        ("go", new("Trotzdem weiter", "Go on anyway")),
        ("away", new("So können Sie nicht teilnehmen.", "You cannot join like this.")),
        ("away-lead", new("Die Verbindung zu uns kommt nicht zustande. Ist das Gerät im Netz?", "There is no connection to us. Is the device online?")),
        ("lacks", verdict.Kind == VerdictKind.Works
            ? new("In diesem Browser ist Video abgeschaltet.", "Video is switched off in this browser.")
            : new("Dieser Browser kann keine Video-Treffen.", "This browser cannot do video meetings.")),
        ("lacks-lead", verdict.Kind == VerdictKind.Works
            ? new("Eine Einstellung oder eine Erweiterung verbietet es. Ein anderer Browser hilft sofort.", "A setting or an extension forbids it. Another browser helps at once.")
            : new("Ihm fehlt, was Bild und Ton brauchen. Ein anderer Browser hilft.", "It lacks what picture and sound need. Another browser helps.")),
        ("open-lead", new("Diese Seite kam über eine ungesicherte Verbindung. So gibt kein Browser Kamera und Mikrofon her.", "This page came over an unsecured connection. No browser hands out camera and microphone like that.")),
        ("what-helps", new("Was hilft?", "What helps?")),
        ("onward", Onward(room)),

        ("tag-wait", new("wird geprüft", "being tested")),
        ("tag-denied", new("nicht erlaubt", "not allowed")),
        ("tag-none", new("nicht gefunden", "not found")),
        ("tag-busy", new("belegt", "in use")),
        ("tag-silent", new("antwortet nicht", "does not answer")),
        ("tag-missing", new("geht hier nicht", "not possible here")),
        ("tag-black", new("Bild ist schwarz", "picture is black")),
        ("tag-mute", new("hört nichts", "hears nothing")),
        ("camera-ok", new("Bild ist da", "picture is there")),
        ("mic-ok", new("hört Sie", "hears you")),
        ("mic-on", new("ist an", "is on")),
        ("speaker-ok", new("zu hören", "heard")),
        ("speaker-no", new("nichts zu hören", "nothing heard")),
        ("net-ok", new("schnell", "fast")),
        ("net-slow", new("langsam", "slow")),
        ("net-detour", new("nur über Umwege", "detours only")),
        ("net-partly", new("eingeschränkt", "restricted")),
        ("net-away", new("unterbrochen", "interrupted")),
        ("clock-ok", new("stimmt", "is right")),
        ("clock-wrong", new("geht falsch", "is wrong")),
        ("unknown", new("nicht geprüft", "not tested")),

        ("how", PermissionTexts.How(verdict.Browser)),
        ("how-touch", PermissionTexts.SafariOnIos),
        ("camera-denied", new("Der Browser lässt diese Seite nicht an die Kamera.", "The browser does not let this page use the camera.")),
        ("camera-none", new("Es ist keine Kamera angeschlossen, oder sie ist ausgeschaltet.", "No camera is connected, or it is switched off.")),
        ("camera-busy", new("Vielleicht benutzt sie gerade eine andere App. Schließen Sie diese, und prüfen Sie erneut.", "Another app may be using it. Close that app, and check again.")),
        ("camera-silent", new("Vielleicht wartet oben ein Fenster auf Ihre Erlaubnis. In einer App: Öffnen Sie diese Seite im eigenen Browser des Geräts.", "A window at the top may be waiting for your permission. Inside an app: open this page in the device’s own browser.")),
        ("camera-black", new("Ist sie abgedeckt, oder ist der Deckel des Computers zu?", "Is it covered, or is the computer’s lid closed?")),
        ("mic-denied", new("Der Browser lässt diese Seite nicht an das Mikrofon.", "The browser does not let this page use the microphone.")),
        ("mic-none", new("Es ist kein Mikrofon angeschlossen, oder es ist ausgeschaltet.", "No microphone is connected, or it is switched off.")),
        ("mic-busy", new("Vielleicht benutzt es gerade eine andere App. Schließen Sie diese, und prüfen Sie erneut.", "Another app may be using it. Close that app, and check again.")),
        ("mic-mute", new("Sagen Sie etwas. Bewegt sich nichts: Ist es stumm geschaltet, am Kabel oder am Gerät? Oder wählen Sie ein anderes.", "Say something. If nothing moves: is it muted, on its cable or on the device? Or choose another one.")),
        ("mic-say", new("Sagen Sie etwas: Der Balken bewegt sich.", "Say something: the bar moves.")),
        ("speaker-help", new("Stellen Sie das Gerät lauter, und prüfen Sie Kopfhörer und Stummschaltung. Dann noch einmal.", "Turn the device up, and check headphones and mute. Then once more.")),
        ("round", new("hin und zurück.", "there and back.")),
        ("direct", new("Direkter Weg (UDP) offen.", "Direct way (UDP) open.")),
        ("detour", new("Der direkte Weg (UDP) ist zu, ein Umweg ist offen.", "The direct way (UDP) is closed, a detour is open.")),
        ("no-way", new("Kein Weg für Bild und Ton war offen.", "No way for picture and sound was open.")),
        ("untested", new("Die Wege für Bild und Ton ließen sich nicht prüfen.", "The ways for picture and sound could not be tested.")),
        ("blocked", new("Ein Teil der Verbindung wird aufgehalten.", "Part of the connection is held back.")),
        ("clock-help", new("Stellen Sie in den Einstellungen des Geräts Datum und Uhrzeit auf „automatisch“.", "In the device’s settings set date and time to “automatic”.")),

        ("ms", new("Millisekunden", "milliseconds")),
        ("s", new("Sekunden", "seconds")),
        ("fast", new("vor", "fast")),
        ("behind", new("nach", "slow")),
        ("f-stun", new("Eigene Adresse von außen", "Own address from outside")),
        ("f-udp", new("Weg über UDP", "Way over UDP")),
        ("f-tcp", new("Weg über TCP", "Way over TCP")),
        ("f-tls", new("Weg über TLS", "Way over TLS")),
        ("f-socket", new("Hin und zurück", "There and back")),
        ("f-clock", new("Uhr", "Clock")),
        ("f-storage", new("Speicher des Browsers", "The browser’s storage")),
        ("open", new("offen", "open")),
        ("closed", new("geschlossen", "closed")),
        ("refused", new("nicht geprüft: Der Zugang wurde abgelehnt", "not tested: the access was refused")),
        ("half", new("erreichbar, aber nichts kommt durch", "reachable, but nothing gets through")),
        ("storage-ok", new("geht", "works")),
        ("storage-no", new("gesperrt; das Ergebnis wird nicht behalten", "blocked; the result is not kept")),
    ];
}
