"""The day, step by step. Each step does something as its person would, and then looks whether it is true."""

import json
import shutil
from pathlib import Path
from typing import Any
from uuid import uuid4

import click
from playwright.sync_api import Page

from kiosk.commands.demo.clerk import Clerk
from kiosk.commands.demo.pages import Pages, shot
from kiosk.commands.demo.report import Report, Step
from kiosk.commands.demo.villager import Villager
from kiosk.commands.demo.world import PIN, World, until
from kiosk.commands.demo_hall import MANAGER
from kiosk.papers.paper import Bars, Pair, Paper, Qr, Rule, Space, Text
from printers.raster import draw

HALL = "khanh-binh"
CERTIFY = "2.000815"
ASKED = (("xin giay doc than", "1.004873"), ("mo tiem tap hoa", "1.001612"), ("con toi moi sanh", "1.001193"))
OFFICIAL = "Bà Lê Thị Mẫu"


def play(folder: Path, size: str) -> None:
    """Play the whole day and leave its report in `folder`.

    Raises:
        click.ClickException: a step was not true; the report says which.
    """
    folder.mkdir(parents=True, exist_ok=True)
    world, report = World(folder, size), Report(folder)
    try:
        with Pages(world.hall_address) as pages:
            Day(world, report, pages).run()
    except Exception as error:
        raise click.ClickException(f"{type(error).__name__}: {error}") from error
    finally:
        world.end()
        report.write()
    click.echo(f"{folder / 'report.md'}")


class Day:
    """The steps, in order. What one step learns, a later one uses."""

    def __init__(self, world: World, report: Report, pages: Pages) -> None:
        self.world, self.report, self.pages = world, report, pages
        self.code = self.draft_code = self.official = ""

    def run(self) -> None:
        self.prepare()
        self.open_the_hall()
        self.cut_the_link()
        number = self.take_a_number()
        self.look_up_a_procedure()
        self.lose_the_power_in_the_middle()
        self.prepare_a_submission()
        self.call_the_number(number)
        self.work_at_the_counters()
        self.tell_the_manager()
        self.name_an_official()
        self.nothing_has_left()
        self.restore_the_link()
        self.the_province_receives()
        self.look_at_the_pages()
        self.check_the_result()
        self.the_result_is_ready()
        self.close()

    # --- before the hall opens ---

    def prepare(self) -> None:
        with self.report.step("Kỹ thuật viên chuẩn bị: chìa khóa quầy, đăng ký máy với tỉnh") as step:
            self.world.start("province")
            until("the province answers", self._province_is_up)
            self.world.run("setup", "desk-key", str(self.world.desk_key))
            made = self.world.office("POST", "/enrol-codes", {"hall": HALL, "agency": "H12.34"})
            enrolled = json.loads(self.world.run("enrol", made["code"], "--json"))
            self.report.check(step, f"máy được tỉnh nhận là {enrolled['device'][:8]}…", enrolled["hall"] == HALL)

    def open_the_hall(self) -> None:
        with self.report.step("Mở cửa: máy chủ, đồng bộ, màn hình chạm là ba tiến trình riêng") as step:
            self.world.start("hall")
            until("the hall server answers", self._hall_is_up)  # from then on the data are a demo's: always open
            for name in ("sync", "touch"):
                self.world.start(name)
            self.finger = self.world.touch()
            self.finger.wait_screen("attract", 30)
            self.finger.shot(self.report.picture(step, "man-hinh-cho"))
            self.villager = Villager(self.finger, lambda name: self.report.picture(self.report.steps[-1], name))
            self.villager.begin()
            self.finger.shot(self.report.picture(step, "bon-cua"))
            self.report.check(
                step, "bốn tiến trình đang chạy", all(map(self.world.alive, ("province", "hall", "sync", "touch")))
            )

    def cut_the_link(self) -> None:
        with self.report.step("Đường truyền lên tỉnh bị cắt") as step:
            self.world.relay.cut()
            until("the worker has noticed", lambda: not self.world.hall("/api/health")["sync"]["online"])
            self.report.check(step, "máy biết là không có mạng", True)

    # --- a villager at the screen, without the province ---

    def take_a_number(self) -> str:
        with self.report.step("Bà con lấy số bằng hai lần chạm") as step:
            number = self.villager.take_number("B")
            known = self.world.hall("/api/tickets?service=B")[-1]
            self.report.check(step, f"màn hình và máy chủ cùng nói số {number}", known["number"] == number)
            until("the paper is out", lambda: self.world.hall(f"/api/tickets/{known['id']}")["print"] == "printed")
            self._keep_paper(step, "ticket")
            self.villager.leave_ticket()
            return number

    def look_up_a_procedure(self) -> None:
        with self.report.step("Bà con gõ lời của mình, không dấu, tìm ra thủ tục, in hướng dẫn mang về") as step:
            self.villager.open_search()
            self.villager.type_words("lam ho chieu")
            said = self.finger.read("search-advice")
            self.report.check(step, f"xã không làm hộ chiếu, máy chỉ đường: {said}", "công an" in said.lower())
            for words, code in ASKED:
                name = self.villager.look_up(words, code)
                self.report.check(step, f"{words}: {name}", name != "")
                if code != ASKED[-1][1]:
                    self.villager.back_to_search()
            self.villager.print_guide()
            until("the guide is out", lambda: self.world.printed("guide"))
            self._keep_paper(step, "guide")
            self.villager.go_home()

    def lose_the_power_in_the_middle(self) -> None:
        with self.report.step("Mất điện giữa chừng: hồ sơ soạn dở vẫn mở được ở quầy") as step:
            self.draft_code = self.villager.begin_submission(answers=4)
            self.world.kill("touch")
            self.finger.close()
            self.report.check(step, "màn hình chạm đã tắt ngang", not self.world.alive("touch"))
            clerk = self._log_in("an")
            self._open_submission(clerk, self.draft_code)
            shot(clerk, self.report.picture(step, "quay-mo-ho-so-do"))
            seen = clerk.inner_text("#opened-body")
            self.report.check(step, "quầy thấy câu trả lời trước lúc mất điện", self.villager.FIRST_ANSWER in seen)
            self.report.check(step, "câu trả lời không nằm hở trên đĩa", not self._on_disk(self.villager.CARD_NAME))
            self.world.start("touch")
            self.finger = self.world.touch()
            self.villager.finger = self.finger
            self.finger.wait_screen("attract", 30)

    def prepare_a_submission(self) -> None:
        with self.report.step("Bà con quét thẻ căn cước, trả lời từng câu, kiểm tra rồi gửi") as step:
            self.villager.begin()
            self.code = self.villager.whole_submission()
            self.report.check(
                step, f"phiếu tạm {self.code}", self.code.startswith("KXA-") and self.code != self.draft_code
            )
            until("the slip is out", lambda: self.world.printed("slip"))
            self._keep_paper(step, "slip")
            self.report.check(step, "họ tên trên thẻ không nằm hở trên đĩa", not self._on_disk(self.villager.CARD_NAME))
            self.villager.leave_receipt()

    # --- at the counter ---

    def call_the_number(self, number: str) -> None:
        with self.report.step("Quầy 2 gọi số, bảng trong trung tâm hiện lên") as step:
            board = self.pages.open("/board", 1920, 1080)
            clerk = self._log_in("binh")
            clerk.click("[data-act=next]")
            board.wait_for_function("n => document.querySelector('#newest-number').textContent.includes(n)", arg=number)
            self.report.check(step, f"bảng hiện số {number}", number in board.inner_text("#newest-number"))
            clerk.wait_for_function("n => document.querySelector('#now-number').textContent.includes(n)", arg=number)
            shot(board, self.report.picture(step, "bang"))
            shot(clerk, self.report.picture(step, "quay"))
            clerk.click("[data-act=start]")
            clerk.wait_for_selector("[data-act=finish]:not([disabled])")
            clerk.click("[data-act=finish]")
            until("the ticket is done", lambda: self._state_of(number) == "done")
            self.report.check(step, "số đã xong", True)

    def work_at_the_counters(self) -> None:
        with self.report.step("Quầy 1 gọi ưu tiên trước, tạm gác, chuyển, hoàn tác; bà con chấm điểm") as step:
            taken = [self._take(priority) for priority in (False, False, "elderly")]
            an, page = Clerk(self.world.hall_address, "an", PIN, 1), self._log_in("an")
            first = an.next()
            self.report.check(step, f"gọi {first['number']} trước", first["id"] == taken[2]["id"])
            parked = an.act("park", first, minutes=10)
            second = an.next()
            passed = an.act("transfer", second, service="C")
            self.report.check(
                step, "chuyển đi vẫn giữ số", (passed["number"], passed["service"]) == (second["number"], "C")
            )
            back = an.act("undo", passed)
            self.report.check(step, "hoàn tác: lại ở quầy 1", (back["state"], back["counter"]) == ("called", 1))
            page.wait_for_function(
                "n => document.querySelector('#now-number').textContent.includes(n)", arg=back["number"]
            )
            shot(page, self.report.picture(step, "quay-1"))
            an.act("finish", an.act("start", back))
            done = an.act("finish", an.act("start", an.act("resume", parked, counter=1)))
            rating = self.world.hall("/api/ratings", request_id=str(uuid4()), ticket=done["id"], value=3, reasons=[])
            self.report.check(step, f"số {rating['number']} rất hài lòng", rating["value"] == 3)

    def tell_the_manager(self) -> None:
        with self.report.step("Lãnh đạo xem hôm nay và số liệu") as step:
            page = self._log_in(MANAGER, "/manager", "#manager")
            page.click("#tab-today")
            page.wait_for_selector("#today:not([hidden]) td")
            shot(page, self.report.picture(step, "hom-nay"))
            page.click("#tab-figures")
            page.wait_for_selector("#figures:not([hidden]) svg")
            shot(page, self.report.picture(step, "so-lieu"))
            self.report.check(step, "trang lãnh đạo có số liệu", "3" in page.inner_text("#figures"))

    def name_an_official(self) -> None:
        with self.report.step("Lãnh đạo ghi người phụ trách chứng thực, màn hình chạm hiện ngay") as step:
            page = self._log_in(MANAGER, "/manager", "#manager")
            page.click("#tab-procedures")
            page.fill("#procedure-find", CERTIFY)
            page.click(f"[data-code='{CERTIFY}']")
            page.fill("#fact-official", OFFICIAL)
            page.click("#facts-go")
            page.wait_for_selector(f"#procedure-facts >> text={OFFICIAL}")
            shot(page, self.report.picture(step, "thu-tuc"))
            self.villager.open_search()
            self.villager.look_up("sao y giay to", CERTIFY)
            self.finger.wait_text("procedure-contact", OFFICIAL)
            self.report.check(step, f"máy nói: {self.finger.read('procedure-contact')}", True)
            self.villager.go_home()

    def nothing_has_left(self) -> None:
        with self.report.step("Chưa có gì lên tỉnh, và máy nói đúng như vậy") as step:
            self.report.check(step, "tỉnh chưa có hồ sơ nào", self.world.submissions_at_province() == [])
            waiting = self.world.waiting_to_be_sent()
            self.report.check(step, f"{waiting} việc còn chờ gửi", waiting > 0)
            said = self.villager.check_result(self.code)
            self.report.check(step, f"tra phiếu tạm: {said}", said != "")
            self.villager.go_home()

    # --- the link is back ---

    def restore_the_link(self) -> None:
        with self.report.step("Có mạng lại: tỉnh nhận được mọi thứ, mỗi thứ một lần") as step:
            self.world.relay.restore()
            until("everything is sent", lambda: self.world.waiting_to_be_sent() == 0)
            arrived = [one["code"] for one in self.world.submissions_at_province()]
            self.report.check(step, f"tỉnh có đúng một hồ sơ, mã {self.code}", arrived == [self.code])

    def the_province_receives(self) -> None:
        with self.report.step("Cán bộ tỉnh mở niêm phong, tiếp nhận, cấp mã hồ sơ") as step:
            line = self.world.submissions_at_province()[0]
            here = f"/submissions/{line['device_id']}/{line['event_id']}"
            opened = json.dumps(self.world.office("POST", f"{here}/open"), ensure_ascii=False)
            self.report.check(step, "tỉnh đọc được họ tên đã quét từ thẻ", self.villager.CARD_NAME in opened)
            made = self.world.office("POST", f"{here}/receive", {"days": 3, "unit": "working_day"})
            self.official = made["official_code"]
            again = self.world.office("POST", f"{here}/receive", {"days": 3, "unit": "working_day"})
            self.report.check(
                step, f"mã hồ sơ {self.official}, bấm hai lần vẫn một mã", again["official_code"] == self.official
            )

    def look_at_the_pages(self) -> None:
        with self.report.step("Trang của tỉnh: hồ sơ đã nhận, các xã và máy, số liệu công khai") as step:
            page = self.pages.open(f"{self.world.province_pages}/login")
            page.fill("[name=official]", "lan")
            page.fill("[name=password]", self.world.add_official("lan", "Trần Thị Lan", "official"))
            page.click("main button")
            for name, path, seen in (
                ("ho-so-da-nhan", "submissions?done=true", self.code),
                ("ho-so", f"dossiers/{self.official}", self.official),
                ("cac-xa", "halls", "Xã Khánh Bình"),
                ("cong-khai", "figures", "Theo xã, phường"),
            ):
                page.goto(f"{self.world.province_pages}/{path}")
                page.wait_for_selector(f"main >> text={seen}")
                shot(page, self.report.picture(step, name))
                self.report.check(step, f"trang {path.partition('?')[0].partition('/')[0]} có {seen}", True)

    def check_the_result(self) -> None:
        with self.report.step("Bà con đưa mã vạch trên giấy tiếp nhận vào máy đọc") as step:
            receipt = self._draw_receipt(step)
            read = json.loads(self.world.run("scan", str(receipt)))["codes"]
            self.report.check(step, "máy đọc ra mã từ hình", self.official in [one["text"] for one in read])
            until("the answer came down", lambda: self.world.status_here(self.official))
            said = self.villager.scan_result(self.official)
            self.report.check(step, f"máy nói: {said}", "tiếp nhận" in said.lower())
            self.villager.go_home()
            said = self.villager.check_result(self.code)
            self.report.check(step, f"phiếu tạm cũng dẫn tới đó: {said}", "tiếp nhận" in said.lower())
            self.villager.go_home()

    def the_result_is_ready(self) -> None:
        with self.report.step("Tỉnh giải quyết xong: máy mời đến nhận kết quả") as step:
            self.world.office("PUT", f"/dossiers/{self.official}/status", {"status": 9})
            until("the status came down", lambda: self.world.status_here(self.official) == "9")
            said = self.villager.scan_result(self.official)
            self.report.check(step, f"máy nói: {said}", "kết quả" in said.lower())
            self.villager.go_home()

    def close(self) -> None:
        with self.report.step("Cuối ngày: nhật ký nguyên vẹn, không có tên ai trong đó") as step:
            said = self.world.run("journal", "verify")
            self.report.check(step, said, "nguyên vẹn" in said)
            entries = self.world.journal()
            text = json.dumps(entries, ensure_ascii=False)
            self.report.check(step, f"{len(entries)} dòng, không có họ tên", self.villager.CARD_NAME not in text)
            (self.world.folder / "journal.jsonl").write_text(
                "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entries), "utf-8"
            )
            self.report.check(step, "màn hình chạm còn chạy", self.world.alive("touch"))

    # --- how it looks and finds ---

    def _province_is_up(self) -> bool:
        try:
            return self.world.submissions_at_province() == []
        except (OSError, ValueError):
            return False

    def _hall_is_up(self) -> bool:
        try:
            return self.world.hall("/api/health") is not None
        except OSError:
            return False

    def _take(self, priority: bool | str) -> dict[str, Any]:
        return self.world.hall("/api/tickets", request_id=str(uuid4()), service="A", priority=priority)

    def _log_in(self, clerk: str, path: str = "/counter", inside: str = "#console") -> Page:
        page = self.pages.open(path)
        page.click(f"[data-clerk={clerk}]")
        for digit in PIN:
            page.click(f"[data-digit='{digit}']")
        page.click("#pin-enter")
        page.wait_for_selector(f"{inside}:not([hidden])")
        return page

    def _open_submission(self, clerk: Page, code: str) -> None:
        clerk.fill("#code", code)
        clerk.press("#code", "Enter")
        clerk.wait_for_selector("#opened:not([hidden])")

    def _state_of(self, number: str) -> str:
        return next(one["state"] for one in self.world.hall("/api/tickets") if one["number"] == number)

    def _keep_paper(self, step: Step, kind: str) -> None:
        """Copy the newest paper of a kind, picture and bytes, beside the pictures of the day."""
        picture = self.world.printed(kind)[-1]
        for file in (picture, picture.with_suffix(".bin")):
            shutil.copy(file, self.world.folder / "papers" / file.name)
        step.pictures.append(f"papers/{picture.name}")
        self.report.check(step, f"giấy đã ra: {picture.name}", True)

    def _on_disk(self, text: str) -> bool:
        """Search every file of the hall for a text in clear."""
        files: list[Any] = [file for file in self.world.home.rglob("*") if file.is_file()]
        return any(text.encode() in file.read_bytes() for file in files)

    def _draw_receipt(self, step: Step) -> Path:
        """Draw what the official's program prints: the code as bars and as QR."""
        paper = Paper(
            "receipt",
            (
                Text("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", size=3, bold=True, align="centre"),
                Rule(), Pair("Mã hồ sơ", self.official), Space(3), Bars(self.official), Space(3), Qr(self.official),
            ),
        )  # fmt: skip
        file = self.world.folder / "papers" / "giay-tiep-nhan.png"
        draw(paper, 576).save(file)
        step.pictures.append(f"papers/{file.name}")
        return file
